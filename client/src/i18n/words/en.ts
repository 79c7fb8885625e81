/**
 * The 2048 English words, of which four are read aloud to compare two screens. Their order is part of what both
 * sides agree on: a word that is replaced keeps its place. What a word must be like: `words.test.ts`.
 */

export const wordsEn: readonly string[] = `
aardvark abacus absorb academy accent accord acoustic acre acrobat active actor adagio address adobe adopt
adverb aerobics afternoon agate agenda agree aim aircraft airfield airline airmail airport airship
alabaster albatross album alder alfalfa algae algebra alley almanac almond aloe aloft alongside alpaca
alphabet alpine alternate altitude alto aluminium always amaranth amateur amazing amber amble amethyst
amount amphora amuse anagram analogue ancestor anchor anecdote anemone angle angora animal anise announce
answer antenna anthem antique antler apparel apply april apron aqua aqueduct arbour arcade archer arctic
arena armadillo armchair aroma arrival arrow artefact artist asparagus aspen asset aster astronaut athlete
atlas atom atrium attic auburn auction audio august author autumn average aviary avocado award awning axis
axle azalea azure backpack badminton bagel baggage bakery balance balcony ballroom balm bamboo banana
banister banjo bank banner barber barista barley barnacle baroque basalt baseball basil basket bassoon
baton bayou beacon beading beanbag beauty beechwood beehive beeswax beetroot begin begonia below beluga
beret between beverage beyond bicycle bike bilberry billiard binder biology birch birdbath birthday
biscuit bison bistro blackbird blanket blazer blend blink block bloom blossom blotter blouse bluebell
board boatman bobcat bobsled boiler bolster bongo bonnet bonsai bonus bookcase boomerang boots borough
borrow botany bottle boulder bounce bouquet boutique bower bowling boxwood bracken bramble branch brass
bravo breakfast bridle briefcase bright brilliant bring brioche brisket broadcast brocade bronze brooch
brownie bucketful budgie buffalo builder bulb bullfrog bulrush bumblebee bumper bundle bungalow bunting
bureau bushel bustle butler buttercup buzzard byway cabbage cabin cactus cadence cafe calcium calendar
calico calypso camel campus canary candlelit canopy canteen canvas canyon capital captain caramel carbon
cardigan careful cargo caribou carnival carousel carpet carriage cartoon cascade cashew casserole castle
catalog caterer catfish catkin causeway cavern ceilidh celebrate celsius cement centre ceramic certain
chaffinch chair chalk chamois change chapter charcoal chauffeur checkers cheddar cheetah chef chemistry
chestnut chiffon chimney china chipmunk chisel chives chocolate choose chopstick chorus chrome chuckle
chunk chutney cicada cinema cinnamon circle citrus city claim clamber clarinet classic clearing clever
click client climate cling clipboard cloister clothes clove club cluster coaster cobalt cobbler cobweb
coconut cog cogwheel coin colander college colour column comedy comfy comic commodore compass concept
condor confetti conifer connect consult contact cookbook cooler coppice copy coral cordial coriander cork
cormorant corner corridor cosmos costume cotton count coupon course cover cowboy cowslip coyote crackle
cranberry crawfish creative creek crescent cricket crimson crisp crocus croft croissant croquet crouton
crown cruet cruise crumpet crunchy crystal cubicle cuckoo cucumber cufflink culture cumin cup cupboard
curio curlew currant curtsy curve cushion custom cycle cygnet cylinder cymbal cypress daffodil dahlia
daisy damask damson dance dandelion dartboard dashboard data dawn day daybreak daydream daylight decade
decimal deckchair decorate deer delight delta demand denim depot depth design desk dessert detail develop
dewdrop diagram dialect diamond diesel differ digit dimple dinghy dinosaur diorama diploma direct disco
dish display distance dockyard document dogwood doily dolmen dolphin domino doormat dormouse dory double
dough dove downhill dozen draft drainpipe drake drama drawer dresser driftwood drive drizzle dromedary
droplet drumstick dryer duckling duet duffel duke dulcimer dungarees duplicate dustpan dynamo eager eagle
early earnest earth echo eclair eclipse edge editor effort eggcup eggplant eggshell eiderdown elastic
electric elegant element eleven elm elocution eloquent embark emblem embrace emerge emu enable enamel
encore endive endless energy engine engraving enjoy enough ensemble enter entry envelope episode equal
equip eraser errand escalator espresso essay essence estuary etching etiquette euphonium event every
evident exact example excerpt exchange excursion exhibit exotic expand expect explain expo express extra
fable fabric factory fairway falafel falcon famous fandango fanfare farmer fashion fathom faucet favour
feather february fedora feline felt fennel festoon fibre fiction fiddler fieldfare fifty fig figure
filigree film filter final finch firefly first fishpond fizzy fjord flagpole flair flamingo flannel
flapjack flask flatbread fledgling fleece flexible flicker flint flippers float floor flora flotilla flown
fluent fluid fly foam foghorn folder folio follower fondue font food footman forage forest formula
forsythia forty forum forward fossil fountain fox foxglove foyer fraction fragrant frame freckle freedom
frequent fresco friday friendly fringe fritter frog frosting frugal fruit fuchsia funfair furlong furrow
fuselage futon future gadget gain galaxy gallop galoshes gamma garage garden garlic garment garnet gateway
gather gauge gazebo gecko gelatine gemstone generous gentle genuine geology geranium gerbil geyser gherkin
giant giftwrap giggle gingham giraffe girder gizmo gladiolus glance glassware gleam gliding glimpse
glitter global glossy glowworm glucose glue gobble goggles golden golf gondola gong gopher gorge gouache
gourd gown gradual grammar granary graphite grassland gravy grayling greeting gremlin greyhound griffin
grocer groom grotto grouper grove growth guava guestbook guidebook guild guitar gull guppy gurgle gusto
gutter gymkhana gymnast gypsum gyroscope habit haddock haiku hailstone hairbrush halibut hallway hamlet
hamper handbag happening hardware harmony harp harvest hatbox haven hawk hawthorn haystack hazel headset
heath hedgehog height heirloom helium hello helmet helper heptagon herald herbal heritage heron herring
hexagon hibiscus hickory highland hiking hilltop hinge history hive hobby holdall holiday hollyhock
homework honest hoopoe hoover hopeful hopper hopscotch horizon hornbeam horsebox host hotel hourglass
housing hubcap huddle hula hummus humour hundred hurray hyacinth hydrant hyphen ibis ice icebox icecream
iceskate icicle icing icon idea idyll igloo iguana image imitate improve inchworm income increase index
indigo indoor industry ingot inkblot inkpot inkwell inland inlet inner innings input insect inside inspire
instant integer introduce invent invite ironwork italic item itinerary ivy jackdaw jade jaguar jamboree
january jasmine jellyfish jester jetty jewel jigsaw jockey jodhpurs jogger joiner joke jolly jonquil
journal joyful jubilee jugful juggler juice jukebox jumbo jump junction jungle juniper jute kaftan
kangaroo kayak kebab keepsake kelp kerb kerchief kernel kestrel ketchup kettle key keyboard keyhole
keynote keypad keystone kickoff kilo kimono kindling kingdom kiosk kitbag kite kiwi knapsack knitwear
koala kohlrabi kumquat label labyrinth lacquer lacrosse ladle ladybird lagoon lakeside lamppost landmark
language lantern lanyard lapwing larch larder lasagne lattice laundry laurel lava lavender lawnmower layer
layout leaflet leapfrog learn lecture legume lemonade lemur lens lentil leopard lesson letterbox leveret
lexicon library lichen lido lifeboat lilac lily limerick limousine limpet linguist linnet linoleum lintel
lion liquorice list litmus litre lively lizard lobelia lobster locket lodge logbook logic logo lollipop
lookout lotus lounge lovage lowland lozenge lucky luggage lullaby lunar lunch lupin lustre luxury lychee
lyric macaw machine mackerel madrigal magazine magenta magic magnet magpie mahogany mailbox majesty
majorette mallard mammal manager mandarin mangrove manicure manor mansion mantle manual many maple
marathon marble margin marina market marmot maroon marquee marsh marten marvel marzipan mascot mason mat
matchbox matinee mattress mauve maximum maybe mayfly maypole mazurka meadow meaning measure mechanic
medium medley meerkat megaphone melody member memo menagerie mentor menu merit merlin merriment mesh
message metal meteor method metronome mezzanine mica microwave midday midfield midland midsummer mild
milestone milkman million mimic mimosa mineral minibus minnow minster minuet mirror misty mitten mixer
mixture mobile moccasin mocha modern module mohair moist molasses moment monday mongoose monitor monocle
month monument moonbeam moorhen moped morning morsel mosaic motif motorbike mouse movie muesli muffler
mulberry mulch multiply museum mushroom music muskrat mussel mustang mutual myrtle mystery nacho name
napkin narcissus narwhal nation nature navigator nebula necklace nectar neighbour neon neptune network
neutral newspaper newt nibble nickel nightcap nimbus nineteen nobleman nocturne nonstop normal north
nosebag notation notebook notice nougat novelty nuance nucleus nudge nugget number numeral nursery
nuthatch nutmeg nutshell nylon oaktree oar oarsman oasis oatcake oatmeal oats object oblong oboe obvious
occasion octave october odyssey offbeat offshore often oilskin okra oleander olive omelette omnibus onion
online onlooker onyx opal opener opera opposite optic orange orbit orchid order oregano organic orient
origami oriole ornament osprey ostrich otter outboard outdoor outfit outline outside ovation oven overlap
owl owlet oxbow oxygen oyster ozone pacific package paddling padlock paella pageant painter paisley palace
palette palmtree palomino pampas pancake panda panel panorama pansy panther papaya paprika papyrus parasol
parcel parka parlour parquet parrot parsnip partner passport pasta patchwork patience patron pattern pause
pavement pavilion pavlova peacock peanut peapod peat pebble pecan pedal pedestal pedigree pegboard pelican
pencil pendulum penguin pennant pentagon peony people pepper percent perfect pergola period perky person
petunia pewter pheasant phonebook photo physics piano piccolo pickle picnic picture pigeon piglet pigment
pigtail pilchard pillar pinafore pinball pinecone pinhole pinstripe pioneer pirouette pistachio pitcher
pivot pixel pizza placard planet plateau playful plaza pleasure plectrum plenty plinth plough plumage
plural plush plywood podium poem poetry point polenta polish polka pollen polo polygon pompom poncho pond
pontoon ponytail popcorn popular porcelain portion position postage potato potential potluck pouch powder
practice prairie preface prelude premium prepare pretty preview pride primrose principle prism produce
profile program project prologue pronoun proper prospect protein proverb public pudding puffin pulley pulp
puma pumice pumpkin punnet puppeteer purple purse pushchair putty puzzling pyjamas pyramid quail quality
quartz quaver questions quickstep quilt quintet quiz quotation raccoon radar radish raffle ragtime
railcard rainy raisin rally ranger rapid raspberry ratchet ratio rattan ravioli rayon ready real recall
receipt recital recliner record rectangle recycle redshank redwood reflect refrain refund regatta region
regular relax relish remark remember remote renew rental repair repeat reply report reptile request
resource respect restore result return reunion reveal revolve reward rewind rhombus rhubarb rhythm ribbon
rickshaw ridge rigging rind ripple risotto riverbank roadside robin robot rodeo roller rondo rooftop
rooster rosemary rotate rotor rounders routine rowan rowing royal rubber ruby rucksack ruffled rug rugged
rumba runway rural rustic safari safety saffron sailboat salami salmon salt samba sampler sand sapling
sapphire sardine satchel satellite satin satnav satsuma saturday saucer sauna sausage savanna savoury
sawdust saxophone scallop scarf scented schedule schooner scientist scissors scooter score scout scramble
script scroll sculptor seafood seagull seahorse seaplane seashore seaweed second secretary section secure
seesaw selection seminar semolina sensor sentence sepia september sequin serenade serious service settler
setup seven shallot shampoo shanty shawl shed shepherd sherbet shingle shipment shoelace shop shorts
shovel showcase shrimp shrub shuttle sidewalk siesta sight signal silkworm silver similar singer sitar
sixty skate sketch skewer skiing skipper skirt skittle sky skylark sleeve slipway slogan sloop slumber
smart smile smooth snack snapshot snippet snooker snorkel snow soapbox soccer software solar solid soloist
solstice solution sonata songbird soprano sorbet sorrel souffle sound south soya soybean spacious spade
spaghetti spangle sparrow spatula spearmint special spelling sphere spice spinach spiral splash splendid
sponge spoon sportsman spotted spring sprout spruce spyglass square squeak squid stable stadium stage
stallion stamp standard stapler starfish statue steamboat stencil step stereo steward sticker stilt
stirrup stool stork stove stowaway street stripe strong strudel studio sturdy stylish subject subtle
suburb subway success sudoku suitcase sultana summit sunburst sundae sunflower sunlight sunny sunrise
sunset supply surface surprise swallow swan sweater sweetpea swift swimmer switch swivel sycamore syllable
symphony synonym syrup system tabletop tadpole tailor takeoff talcum talent talisman talkative tandem
tangerine tapestry tapir tarmac tarpaulin tarragon tartan task taxi tea teacup teamwork teaspoon teatime
technique telegram teller tempo tender tennis tenor tent terminal terrace texture thankful thatch theatre
theme theory thermos thesis thimble think thirty thistle thought three thrifty throne thrush thursday
tiara ticket tidal tidy tiger tiles timber timetable timpani tinfoil tinker tinsel tiptoe tiramisu title
toadstool toastrack toboggan today toffee together toggle token tomato toolbox toothpick topaz topiary
topsoil tortoise total totem toucan tourist township toy toybox tractor trade traffic trail transport
trapeze traveler trawler treasure treetop trellis trestle triangle tribute tricycle trifle trilogy
trimming trinket trio tripod triumph trolley trombone trophy trout trowel trust truth tuba tuesday tugboat
tulip tumbler tundra tune tunic tunnel turbine tureen turnip turquoise turtle tutor tuxedo tweed twelve
twenty twig twilight twist typeface typist tyre ukulele umbrella unicorn uniform unique universe unpack
update upper upriver uptown urban urchin useful usherette utility vacant valuable valve vanilla vapour
variety varnish vase vegetable vehicle velcro velour velvet vendor ventilate venue veranda vermilion
version vestibule viaduct vibrant video viewpoint village vinegar vinyl violet virtuoso visit vista visual
vital vivid vocal voice vole volley volume voucher vowel voyage wafer wagon wagtail waistcoat wait wallaby
walnut walrus waltz wanderer warbler wardrobe warehouse warren washbasin watchman waterway wattle wave
wayside website wednesday weekly welcome west wetsuit wharf wheelbase whelk whippet whirligig whisk
wholemeal wicker width wigwam wildlife willow window wing winning winter wisdom wishbone wisteria wombat
wonderful woolly wordplay workshop world wrapper wrench xylophone yacht yak yardstick yarn yearbook
yesterday yodel yoga yogurt yolk young yucca zebra zenith zephyr zeppelin zigzag zinnia zip zither zoo
zookeeper zoology zucchini
`
  .trim()
  .split(/\s+/);
