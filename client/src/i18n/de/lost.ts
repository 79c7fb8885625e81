/** German texts for a conversation whose line stays away: who calls whom. */
export const lostDe = {
  'patient.called':
    '{clinician} kann Sie unter {number} anrufen. Kommt kein Anruf, rufen Sie in der Praxis an.',
  'patient.back': 'Sobald die Verbindung wieder da ist, geht es hier von selbst weiter.',
  'patient.write': 'Schreiben können Sie auch jetzt.',

  'desk.call': '{phone} anrufen',
  'desk.agreed': 'Bitte rufen Sie {who} an. So ist es vereinbart.',
  'desk.silent':
    'Rufen Sie jetzt nicht an: Ein Telefon, das klingelt, kann schaden. Auf dem anderen Bildschirm steht nicht, dass Sie anrufen werden.',
  'desk.lost': 'Die Verbindung zu {who} ist unterbrochen. Sie kommt von selbst wieder.',

  'desk.left': '{who} ist um {time} gegangen und kommt mit diesem Link nicht wieder.',
  'desk.leftHint': 'Für ein Gespräch braucht es einen neuen Link.',
  'desk.leftAt': 'gegangen um {time}',
  'desk.newLink': 'Neuer Link',
  'desk.newLinkName': 'Neuer Link für {who}',
  'desk.endName': 'Besuch von {who} beenden',
} as const;
