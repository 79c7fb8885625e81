/** German texts for the moments in which a device, a browser or the waiting does not go as it should. */
export const troubleDe = {
  'help.title': 'So erlauben Sie beides:',
  'help.dismissed':
    'Drücken Sie „{again}“. Ihr Browser fragt Sie dann noch einmal. Wählen Sie dort bitte „Erlauben“.',
  'help.noQuestion': 'Es kommt keine Frage?',
  'help.after':
    'Meist geht es dann von selbst weiter. Wenn nicht, drücken Sie „{again}“ oder laden Sie die Seite neu. Dabei geht nichts verloren.',
  'help.device':
    'Hilft das nicht, hat vielleicht Ihr Gerät dem Browser beides verboten. Das ändern Sie in den Einstellungen des Geräts unter „Datenschutz“.',

  'step.sliders': 'Klicken Sie links neben der Adresse auf das Zeichen mit den zwei Reglern.',
  'step.padlock': 'Klicken Sie links neben der Adresse auf das Schloss.',
  'step.tapSliders': 'Tippen Sie links neben der Adresse auf die zwei Regler oder das Schloss.',
  'step.tapPadlock': 'Tippen Sie links neben der Adresse auf das Schloss.',
  'step.turnOn': 'Erlauben Sie dort Kamera und Mikrofon.',
  'step.permissions': 'Tippen Sie auf „Berechtigungen“ und schalten Sie Kamera und Mikrofon ein.',
  'step.blocked': 'Klicken Sie links neben der Adresse auf die durchgestrichene Kamera oder das Mikrofon.',
  'step.unblock': 'Nehmen Sie „Blockiert“ mit dem Kreuz daneben weg.',
  'step.tapBlocked': 'Tippen Sie bei Kamera und Mikrofon auf „Blockiert“, bis dort „Erlaubt“ steht.',
  'step.menu': 'Öffnen Sie ganz oben am Bildschirm das Menü „Safari“.',
  'step.settingsFor': 'Wählen Sie dort „Einstellungen für“ diese Seite.',
  'step.pageSign': 'Tippen Sie in der Adresszeile auf das Seitenzeichen oder auf „aA“.',
  'step.website': 'Tippen Sie auf „Website-Einstellungen“. Manchmal stehen sie hinter drei Punkten.',
  'step.setAllow': 'Stellen Sie Kamera und Mikrofon auf „Erlauben“.',
  'step.system': 'Öffnen Sie die Einstellungen Ihres iPhones oder iPads und darin diesen Browser.',
  'step.systemOn': 'Schalten Sie Kamera und Mikrofon ein und kommen Sie hierher zurück.',
  'step.search': 'Suchen Sie neben der Adresse das Schloss, die Regler oder eine kleine Kamera.',

  'picture.chrome-desktop':
    'Zeichnung: Die zwei Regler links neben der Adresse öffnen eine Liste mit Schaltern für Kamera und Mikrofon.',
  'picture.chrome-android':
    'Zeichnung: Die zwei Regler oben links neben der Adresse öffnen die Schalter für Kamera und Mikrofon.',
  'picture.edge':
    'Zeichnung: Das Schloss links neben der Adresse öffnet die Schalter für Kamera und Mikrofon.',
  'picture.firefox-desktop':
    'Zeichnung: Die durchgestrichene Kamera links neben der Adresse öffnet eine Liste. Darin steht neben Kamera und Mikrofon je ein Kreuz.',
  'picture.firefox-android':
    'Zeichnung: Das Schloss links neben der Adresse öffnet die Schalter für Kamera und Mikrofon.',
  'picture.safari-mac':
    'Zeichnung: Im Menü „Safari“ ganz oben steht ein Eintrag für diese Seite. Er öffnet die Schalter für Kamera und Mikrofon.',
  'picture.safari-ios':
    'Zeichnung: Das Seitenzeichen links in der Adresszeile führt zu den Schaltern für Kamera und Mikrofon.',
  'picture.ios-app':
    'Zeichnung: In den Einstellungen des Geräts stehen bei diesem Browser Schalter für Kamera und Mikrofon.',
  'picture.unknown':
    'Zeichnung: Ein Zeichen links neben der Adresse öffnet die Schalter für Kamera und Mikrofon.',

  'silent.text':
    'Bisher war noch nichts zu hören. Sagen Sie bitte etwas. Bewegt sich der Balken nicht, ist das Mikrofon vielleicht am Gerät oder am Kabel ausgeschaltet. Unter dem Balken können Sie ein anderes wählen.',

  'slept.text':
    'Diese Seite hat von {from} bis {to} geschlafen. Ihr Platz im Wartezimmer ist Ihnen geblieben. Sie müssen nichts tun.',
  'battery.low': 'Ihr Akku ist fast leer ({percent}\u00a0%). Schließen Sie Ihr Gerät an, wenn Sie können.',

  'long.cutOff':
    'Diese Seite erreicht die Praxis schon eine Weile nicht. Ihr Platz bleibt Ihnen, und wir versuchen es weiter. Bei {clinician} können Sie sich auch so melden:',
  'long.unseen':
    '{clinician} hat noch nicht hereingesehen. Vielleicht dauert etwas länger. Ihr Platz bleibt Ihnen. Möchten Sie nachfragen, geht das so:',
  'long.seen':
    'Heute dauert es länger. {clinician} weiß, dass Sie da sind, und Ihr Platz bleibt Ihnen. Möchten Sie nachfragen, schreiben Sie oder melden Sie sich so:',
} as const;
