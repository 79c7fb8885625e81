/**
 * The 2048 German words, all nouns, of which four are read aloud to compare two screens. Their order is part of what both
 * sides agree on: a word that is replaced keeps its place. What a word must be like: `words.test.ts`.
 */

export const wordsDe: readonly string[] = `
Abakus Abbild Abdruck Abenteuer Abfahrt Abflug Abfolge Abgabe Abguss Abhang Abholung Ablauf Abrieb Absatz
Abschnitt Absender Abstand Abteil Abwasch Abzeichen Abzweig Achat Achse Achter Ackerland Adapter Adjektiv
Adler Adresse Adverb Agave Agenda Aggregat Ahnung Ahorn Akademie Akazie Akelei Akkordeon Akku Akribie
Akrobat Akteur Akustik Alabaster Album Algen Allrad Alltag Alm Almanach Almhirte Almweide Alpaka Alphabet
Altbau Altglas Altpapier Altstadt Alufolie Amarant Amateur Amber Amboss Ameise Ampere Amphore Amsel
Amtsblatt Amulett Analogie Ananas Anbau Andenken Anekdote Anemone Anfang Anfrage Angora Animation Anis
Ankauf Anker Ankunft Anlage Anleitung Anlieger Anmeldung Anmut Annahme Annonce Anorak Anpfiff Anrede Anruf
Anschrift Ansicht Anstrich Antenne Antilope Antritt Antwort Anwesen Anwohner Anzeige Anzug Apfel Apparat
Applaus April Aquarell Arbeit Archiv Arena Argument Arie Arkade Arktis Armband Armlehne Armreif Aroma
Artist Aspekt Asphalt Assistent Astgabel Astronom Atelier Athlet Atlas Atoll Atrium Aubergine Audio
Auerhahn Aufbau Aufgabe Aufkleber Auflauf Aufruf Aufsatz Auftakt Aufwind Aufzug August Auktion Aula
Ausblick Ausflug Ausguss Aushang Auskunft Ausland Aussaat Auster Auswahl Auto Avocado Azalee Azubi Azur
Babytuch Bachlauf Backform Badesee Badminton Bagger Baguette Bakelit Balance Baldrian Balken Ballade
Bambus Banane Bandnudel Banjo Bariton Barock Barsch Basar Basilikum Basstuba Bastler Batik Batterie
Bauernhof Baukasten Baumhaus Bauplan Bausatz Bauwagen Beagle Beamer Beatmusik Bebauung Becher Becken
Bedarf Beere Begabung Begegnung Beginn Begleiter Begonie Begriff Behagen Beifall Beilage Beispiel Beitritt
Beiwagen Belag Belohnung Bemerkung Benefiz Beratung Bereich Bergsee Bericht Bernstein Beruf Besetzung
Besitz Besteck Besuch Betrieb Bettdecke Beutel Beweis Bewohner Bezirk Bezug Biathlon Biber Bilanz Billard
Bimsstein Bindung Biologe Biotop Birke Biskuit Bison Bistro Bitte Biwak Blasrohr Blatt Blaubeere Blech
Bleistift Blende Blesshuhn Blick Blinker Blockhaus Bluejeans Blumen Bluse Boden Boiler Bolzplatz Bonbon
Bonus Boom Borretsch Borste Botanik Botin Botschaft Boutique Brachland Branche Bratapfel Braun Breite
Bremse Brenner Brett Brezel Brief Brise Brokat Bromelie Bronze Brosche Brotkorb Brummer Brunch Buche
Buffet Bullauge Bumerang Bummel Bungalow Buntstift Burg Busch Bussard Butler Cabrio Cafe Camping Caravan
Cello Celsius Cembalo Chalet Champion Chanson Charme Chauffeur Chef Chemie Chili Chinakohl Chip Chorprobe
Chrom Citrus Clematis Club Comic Computer Container Copilot Cottage Couch Cousin Cowboy Cremeeis Crew
Croissant Curling Dachs Dackel Dahlie Damast Damhirsch Dampfer Damwild Dandy Dank Darts Dasein Datei Datum
Dauergast Daune Debatte Deckname Deich Dekade Dekor Delfin Delta Denkmal Depot Design Desktop Dessert
Detail Devise Dezember Dezibel Diadem Diagramm Dialog Diamant Dichter Diele Dienstag Digital Dimension
Diner Dinkel Diorama Diplom Direktor Dirigent Dirndl Disko Distel Diwan Docht Dock Dokument Dolde Dollar
Dolmen Dolomit Domino Donau Dorade Dorfplatz Dorsch Dosen Dotter Dozentin Drachen Drama Drehung Dreieck
Dressur Drittel Dromedar Drops Drossel Drucker Dudelsack Duett Duftkerze Dukaten Duschkopf Dutzend Dynamo
Ebene Eberesche Echo Eckball Ecktisch Edamer Edelstein Edition Efeu Effekt Egge Ehrenamt Ehrung Eiche
Eidechse Eigelb Eiland Eilbote Eimer Einbau Eindruck Einfluss Eingang Einhorn Einkauf Einlass Einnahme
Einrad Einsatz Eintopf Einwurf Einzahl Eisberg Eisdiele Eisfach Eishalle Eisregen Eisvogel Eiswaffel
Eiszeit Ekliptik Elan Elch Element Elfe Elfmeter Elixier Ellipse Elster Emaille Emblem Empfang Empore Emu
Endivie Endspiel Energie Engpass Ensemble Entchen Entree Entwurf Enzian Epilog Episode Epoche Epos Erbse
Erdapfel Erdball Erdgas Erdkunde Erdnuss Ereignis Erfahrung Erfinder Erfolg Ergebnis Erholung Erker
Erkunder Erlass Erle Ernte Ersatz Erstling Ertrag Erwerb Erz Erzeuger Erzieher Espe Espresso Essig Estrich
Etagere Etappe Etikette Etui Eulennest Euro Exemplar Exotik Experte Export Express Extra Fabeltier Fabrik
Facette Fachwerk Faden Fahrplan Faktum Falafel Falkner Faltblatt Fanfare Fango Fantasie Farbstoff Farm
Fasan Fasching Fassade Fauna Favorit Fazit Februar Federball Feger Feiertag Feige Feinkost Feldweg Felsen
Fenchel Fenster Ferien Ferne Festival Fichte Fiktion Filiale Film Filter Filzhut Finale Finder Finesse
Fink Firma Firnis Fischer Fixstern Fjell Fjord Flachland Flair Flakon Flamingo Flaneur Flasche Flaum
Flechte Fliese Flohmarkt Flora Flotte Flugzeug Flussbett Fohlen Fokus Folge Folklore Fond Fontaine Forelle
Forke Formel Forscher Fortuna Forum Fossil Foto Foxtrott Frack Fragment Franse Freibad Fremdwort Fresko
Freude Frisur Frohsinn Frosch Fruchteis Fuchsie Fundament Funke Furnier Futteral Gabelung Galaxie Galeone
Gallert Galopp Gamasche Gambe Gamma Gamswild Gangart Ganter Garage Garderobe Garnele Garten Gasthaus
Gazelle Gebiet Gebrauch Gecko Gedanke Gedicht Geduld Gefilde Geflecht Gefolge Gegend Gehalt Gehege Gehilfe
Gehstock Gehweg Gelatine Gelb Geleit Gemeinde Gemisch Gemurmel Genie Geografie Geologe Geometrie Gepard
Geranie Gerste Geruch Gesang Geschenk Gesetz Gesims Gestein Getreide Gewand Gewebe Gewinn Gibbon Giebel
Gilde Ginkgo Ginster Gipfel Gips Giraffe Girlande Girokonto Gischt Gitarre Gladiole Glanz Glaser Gleichung
Gletscher Globus Glocke Glossar Gneis Gnu Gobelin Goldfisch Golfer Gondel Gong Gouda Gourmet Grad Grafik
Grammatik Granat Grashalm Gratin Graupel Gravur Gremium Grenze Griffel Grill Grotte Grund Gruppe Guave
Gucker Gugelhupf Gulasch Gummi Gunst Gurke Gusto Gutshof Gymnastik Habicht Hackbrett Hafer Hagebutte
Halbmond Halde Halfter Hallenbad Halma Halstuch Haltung Hamster Handball Hangar Harfe Harmonie Harz
Haselnuss Haspel Haube Haustor Hebel Hecke Hefezopf Heft Heide Heimspiel Heizung Helfer Helium Hellblau
Helm Hengst Henkel Heraldik Herbst Hering Herzbube Heu Heuboden Heuwagen Hibiskus Himbeere Himmel Hinflug
Hinweis Hirsch Historie Hitparade Hobbykoch Hochrad Hocker Hofdame Hofladen Holunder Holz Homepage Honig
Honorar Horizont Hortensie Hosenbein Hotdog Hotel Hubraum Hufeisen Humor Humus Hundekorb Hupe Husky Hut
Hutkrempe Hyazinthe Hydra Hygiene Idee Idyll Igel Iglu Ikebana Iltis Image Imbiss Imker Import Impuls
Index Indigo Industrie Ingenieur Ingwer Inhalt Initiale Inland Inliner Innenhof Inserat Institut Intarsie
Integral Inventar Iris Ironie Jacht Jade Jaguar Jahrmarkt Jalousie Jargon Jasmin Jause Jazz Jeans Jeep
Jodel Jodler Jogger Joghurt Jongleur Journal Jubel Juchzer Judo Jukebox Juli Jumbojet Jumper Jupiter Juror
Jute Juwelier Kabarett Kabeljau Kabine Kachel Kadenz Kai Kajak Kakao Kaktus Kalauer Kalender Kalk
Kalligraf Kalmar Kamera Kamin Kammgarn Kanal Kandis Kanister Kanon Kantine Kanu Kaolin Kapern Kapitel
Kapuze Karaffe Karbon Kardamom Karikatur Karneol Karosse Karpfen Karriere Kartoffel Karussell Kaschmir
Kassette Kasten Katalog Kategorie Kauf Kaugummi Kavalier Kebab Kegelbahn Keks Kelchglas Kellner Kennwort
Keramik Kerbel Kern Kerze Kescher Kessel Ketchup Keyboard Kiebitz Kiesweg Kilometer Kimono Kino Kiosk
Kipferl Kirmes Kirsche Kissen Kiste Kittel Kiwi Klammer Klang Klapprad Klassik Klavier Klebeband Kleeblatt
Kleid Klempner Kletterer Klima Klinke Klipper Klopfer Klubhaus Knetmasse Knoblauch Knolle Knopf Knospe
Knoten Koala Kochbuch Koffer Kohlrabi Koje Kokarde Kokon Kolben Kolibri Kolonne Kolumne Komfort Kommode
Kompass Kondor Konfekt Kongress Konsole Kontakt Konvoi Konzert Kopfsalat Kopie Koppel Koralle Korbball
Kordel Korinthe Korken Kornfeld Korridor Kosename Kosmos Kostprobe Kotelett Krabbe Kraftwerk Kragen Kran
Krater Kraulen Krawatte Kreide Kresse Kricket Kringel Kristall Krokus Krone Krug Krume Kruste Kubus Kuchen
Kuckuck Kulisse Kultur Kumpel Kumulus Kunde Kunstwerk Kupfer Kupplung Kurator Kurier Kurpark Kurs Kurve
Kurzwelle Kutsche Kutter Kuvert Labyrinth Lacktuch Ladung Lagune Laib Lakritz Lamelle Lammwolle Lampe
Landhaus Langlauf Lanolin Lasagne Lastwagen Lasur Latein Latte Latzhose Laubwald Lauch Laufband Lauge Lava
Lavendel Lebkuchen Leckerei Legende Leguan Lehmhaus Lehne Lehrling Leihgabe Leinen Leiste Leitfaden Lektor
Lenker Leopard Lerche Lesebuch Leuchte Levkoje Lexikon Libero Lied Lieferant Liege Limone Lineal Linoleum
Linse Literatur Lizenz Lockruf Lodenrock Lodge Logbuch Loggia Logo Lokalzeit Lorbeer Lotse Lotus Lounge
Luchs Luftbild Lupine Luxus Lyra Lyrik Machart Maestro Magazin Magier Magnet Mahagoni Mahlzeit Maibaum
Mailbox Majoran Makkaroni Makro Malbuch Maler Malkasten Malve Mambo Manager Mandrill Manege Mangold Maniok
Mansarde Mantel Mappe Marabu Marder Margerite Marille Marke Marmor Marone Marstall Marzipan Maschen
Maserung Massage Mastbaum Match Material Matjes Matrose Maulwurf Maurer Maus Mazurka Mechanik Medaille
Medium Meerblick Megafon Mehl Mehrzahl Meinung Meister Melange Meldung Melisse Melone Memo Mensa Mentor
Menuett Merkblatt Messing Metall Methode Metronom Mieter Mikado Mikrofon Milch Million Mimik Mimose
Mineral Minigolf Minute Minze Mirabelle Mischpult Mispel Mitglied Mittag Mixer Mobile Mode Modul Mohair
Mokka Molkerei Monat Mondlicht Monitor Monolog Montage Monument Moosbeere Moped Morgen Mosaik Motiv
Motorrad Muffin Mulde Mundharfe Murmel Muschel Museum Musik Muskat Muslin Mustang Myrte Nachbar Nadelwald
Naht Namenstag Napf Narwal Narzisse Natron Natur Nautik Navigator Nektar Nelke Nenner Neon Neptun Nestbau
Netzwerk Neubau Neugier Neuheit Neuland Neuschnee Neutrum Nickel Nimbus Niveau Nixe Nockerl Noppe Norden
Norm Nostalgie Notenheft Novelle Nudelholz Nugat Nullpunkt Numerus Nummer Nuss Nutria Nutzen Nylon Oase
Obhut Objekt Oboe Oboist Obst Odyssee Ofen Offerte Ohrring Okapi Okarina Oktave Oktober Oldtimer Oleander
Olive Olymp Omega Omelett Omnibus Operette Opossum Optik Orange Orbit Orchidee Ordner Oregon Origami
Ornament Ort Ortschaft Osten Ostsee Ottomane Outdoor Outfit Oval Overall Ozean Ozon Paar Packung Paket
Palast Palette Palme Pampa Panade Panda Paneel Panorama Pantoffel Papaya Paprika Parabel Parfum Parkuhr
Parmesan Parodie Parterre Passbild Pastete Patchwork Patent Pausenhof Pavillon Pazifik Pedal Pegel
Pekinese Pelerine Pelikan Pendel Pensum Peperoni Perfekt Pergola Periode Perlhuhn Perser Petunie Pfad
Pfanne Pfeffer Pfeife Pferd Pfiff Pfirsich Pflanze Pflock Pfosten Pfote Physik Piano Piccolo Picknick
Pigment Pilaw Pilot Pilz Pinguin Pinie Pinnwand Pinscher Pionier Pipeline Pirouette Pistazie Pixel Pizza
Plafond Plakat Planet Plastik Platin Plauderei Plaza Plenum Plotter Podcast Podest Podium Poesie Poet
Pointe Pokal Pol Politur Polka Polster Pomade Popcorn Popmusik Porree Porto Porzellan Posaune Position
Postbote Pracht Praktikum Praline Praxis Premiere Prestige Primel Prinzip Prisma Produkt Profi Programm
Projekt Prolog Promenade Prosa Protokoll Provinz Prunkbau Publikum Pudding Puder Pullunder Pult Pulver
Puma Pumpe Punkt Purpur Puste Putz Puzzle Pyjama Pyramide Quadrat Quark Quaste Quelle Quiche Quirl
Quittung Quiz Rabatt Radar Radfahrer Radio Radkappe Radtour Radweg Ragout Rahm Ranch Randstein Ranke Raps
Rasen Raster Ratgeber Rathaus Raupe Ravioli Realist Rebhuhn Rebstock Rechnung Recycling Redakteur Rede
Redner Reederei Referat Reflektor Refrain Regatta Regie Rehkitz Reigen Reihe Reim Reisfeld Reiter Rekord
Relais Relief Remise Rentier Reparatur Reporter Reptil Reserve Resonanz Respekt Rettich Retusche Revue
Rezept Rhabarber Rhetorik Rhombus Rhythmus Ribisel Richtung Riemen Riesenrad Rinne Risotto Rispe Robe
Roboter Rockmusik Rodeo Rodung Roggen Rohbau Rohkost Rohrpost Rokoko Roller Roman Rosette Rosine Rosmarin
Ross Rotation Rotbuche Rotdorn Rotkohl Rotor Rotwild Roulade Routine Rubin Rubrik Rucksack Rucola
Ruderboot Ruf Rufname Rugby Ruhe Rumba Rundweg Saatgut Sachbuch Safari Safran Saft Sage Sahara Saison
Sakko Salami Salbei Salmiak Salon Salto Salut Salz Samba Samen Sammlung Samowar Samstag Sandale Saphir
Sardelle Satellit Satin Sattel Saurier Savanne Saxofon Schaufel Schein Schirm Schlehe Schmuck Schnee
Schorle Schrank Schuh Schwan Scooter Sechseck See Seeadler Seebad Seegras Seehund Seeigel Seemann Seepferd
Seerose Seestern Seetang Seezunge Segelboot Segler Segment Seife Sellerie Selters Semester Seminar Semmel
Sender Senf Senke Sensor Septett Serie Service Sesam Setter Setzling Shampoo Shanty Shorts Show Sicherung
Siedler Sieger Siesta Signal Silbe Silo Sinfonie Singular Sinnbild Sirtaki Sisal Sittich Sitzplatz Skala
Skat Sketch Ski Skifahrer Skilift Skischuh Skizze Skulptur Slalom Slogan Smalltalk Smaragd Snack Snowboard
Sockel Soda Softeis Sohle Sojabohne Solarium Solist Sombrero Sommer Sonate Sonde Sonett Sonnenhut Sopran
Sorbet Sorgfalt Sorte Souvenir Spachtel Spagat Spalier Spange Spargel Spaten Specht Speise Spektrum
Sperber Spiegelei Spinat Spirale Sport Spotlight Sprache Sprint Sprotte Spruch Spule Squash Stab Stadion
Staffelei Stammbaum Stanniol Stapel Start Statue Staude Steckdose Stegreif Steingut Stelze Stempel
Stenograf Stepptanz Sternbild Steward Stichwort Stieglitz Stift Stil Stimme Stockrose Stoff Stollen
Stoppuhr Store Strauch Streich Striegel Stroh Strumpf Studie Stufe Stunde Sudoku Summe Surfer Sushi Swing
Symbol Symmetrie Sympathie Synonym System Szene Tabelle Tafelberg Tagebuch Taiga Taktstock Talent Talfahrt
Talisman Talkum Tandem Tangente Tankwart Tanzpaar Tapete Tapir Tarif Tasche Tastatur Tatsache Tau Taucher
Tausend Tauwetter Taxi Teakholz Team Technik Teddy Teebeutel Teekanne Teelicht Teig Teilung Telefon Teller
Tempo Tendenz Tennis Tenor Teppich Terminal Terrine Terzett Test Textil Theater Theorie Therme Thron
Thunfisch Thymian Ticket Tiefsee Tierpark Tinte Tipi Tischler Titan Titelbild Toast Tofu Toleranz Tomate
Tombak Tonart Tonband Tonleiter Tontopf Topas Topf Tor Torbogen Tortilla Torwart Tournee Trab Tradition
Trafo Trainer Traktor Trampolin Transit Trapez Traube Trecker Treff Treibhaus Trekking Tremolo Trend
Treppe Tresor Tretboot Triangel Trichter Trikot Triller Trinkglas Tritt Trommel Tropen Trottoir Trubel
Tube Tuch Tukan Tulpe Tundra Tunika Turbo Turmalin Turnhalle Tutor Tweed Twist Ufer Uhrmacher Uhrwerk Uhu
Ukulele Ulme Umarmung Umbau Umfang Umfeld Umfrage Umgebung Umkleide Umkreis Umlauf Umleitung Umriss Umsatz
Umschlag Umstieg Umtausch Umweg Umzug Uniform Unikum Universum Untersatz Urbild Urgestein Urkunde Urlaub
Ursprung Urstoff Urtier Urwald Urzeit Utensil Utopie Vanille Variante Veilchen Ventil Venus Veranda Verb
Verfasser Vergleich Verkauf Verlag Vermerk Versand Viadukt Vibrafon Video Viehweide Vielfalt Viereck
Vignette Violine Virtuose Vision Vitamin Vitrine Vogel Vokabel Voliere Volkslied Vollmond Volumen Vorbild
Vorfahrt Vorgarten Vorhang Vorkommen Vorlage Vormittag Vorname Vorort Vorrat Vorspiel Vorteil Vorzimmer
Vulkan Wabe Wachstum Waffel Wagenrad Wahl Wahrheit Waldweg Walkman Wallach Walnuss Walze Wanderer Wappen
Warenhaus Warteraum Wasabi Wasser Weberei Webstuhl Wechsel Wecker Wedel Weg Wegrand Wegweiser Weiher
Weisheit Weitblick Weizen Wellblech Weltall Wende Werbung Werft Werkbank Westwind Wichtel Widerhall
Widmung Wiedehopf Wiesel Wigwam Wimpel Windrad Winter Wippe Wirsing Wirtshaus Wischmopp Woche Wohltat
Wohnwagen Wolfram Wolke Wolldecke Wortspiel Wunsch Wurf Wurzel Xylofon Yak Yeti Yoga Ypsilon Zacke Zander
Zapfen Zarge Zauber Zaun Zebra Zeder Zeichen Zeiger Zeile Zeisig Zeitplan Zellstoff Zeltlager Zement
Zentrum Zeppelin Zepter Zettel Zichorie Zickzack Ziel Zierde Zikade Zimbel Zimt Zinke Zirkel Zisterne
Zitat Zitrone Zobel Zollstock Zone Zoo Zoologe Zucchini Zufahrt Zugabe Zugvogel Zukunft Zulauf Zupfgeige
Zuruf Zusatz Zuschauer Zustieg Zutritt Zuwachs Zweirad Zwetsche Zwiebel Zwirn Zyklus Zylinder Zypresse
`
  .trim()
  .split(/\s+/);
