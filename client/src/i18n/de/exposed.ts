/** German texts for the patient whose link has become known on its way. */
export const exposedDe = {
  'report.telling': 'Die Praxis wird gerade benachrichtigt.',
  'report.told':
    'Die Praxis ist benachrichtigt, und der Link ist gesperrt: Niemand kommt mehr damit herein. Für Ihren Termin bekommen Sie einen neuen. Haben Sie kurz vorher noch keinen, rufen Sie bitte an.',
  'report.over':
    'Der Link galt ohnehin nicht mehr. Brauchen Sie einen neuen, rufen Sie bitte in der Praxis an.',
  'report.untold':
    'Die Praxis weiß noch nicht davon. Bitte rufen Sie an: Sie brauchen einen neuen Link, und dieser hier muss zurückgenommen werden.',
  ended:
    'Der Schlüssel darin ist unterwegs bekannt geworden. Deshalb wurde der Besuch beendet. Die Praxis ist benachrichtigt und gibt Ihnen einen neuen Link.',
} as const;
