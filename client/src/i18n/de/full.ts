/** German texts for a device that has no room left in the middle of it. */
export const fullDe = {
  'patient.talk':
    'Auf diesem Gerät ist kein Platz mehr. Sie sehen und hören einander weiter. Was geschrieben wird, wartet, bis wieder Platz ist.',
  'patient.write':
    'Auf diesem Gerät ist kein Platz mehr. Was Sie einander schreiben, wartet, bis wieder Platz ist. Eilt es, rufen Sie bitte an.',
  'patient.wait':
    'Auf diesem Gerät ist kein Platz mehr. Ihr Platz im Wartezimmer bleibt Ihnen. Was {clinician} Ihnen schreibt, kommt erst an, wenn auch hier wieder Platz ist.',
  'what.do':
    'Löschen Sie bitte etwas, zum Beispiel ein Video. Danach geht es von selbst weiter. Wenn nicht, laden Sie die Seite neu.',
  theirs:
    'Auf dem Gerät von {name} ist kein Platz mehr. Was Sie schreiben, kommt dort erst an, wenn wieder Platz ist. Sagen Sie Wichtiges bitte laut oder rufen Sie an.',
  'desk.text':
    'Auf diesem Gerät ist kein Platz mehr. Gespräche gehen weiter. Nachrichten kommen und gehen erst, wenn wieder Platz ist. So lange lassen sich keine Einladungen anlegen, und wer erst jetzt kommt, wird nicht erkannt.',
} as const;
