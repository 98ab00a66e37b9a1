/* The word lists behind the classes of lexicon.h. A trailing ~ stands for any ending. Spellings are
 * those after opening contractions: "everyone" is read as "everybody", "ok" as "okay". */
#include "moves/lexicon.h"

const struct word_list word_lists[] = {
    {"function", CLASS_FUNCTION,
     "a an the this that these those i me my mine myself you your yours yourself he him his she "
     "her "
     "hers it its we us our ours ourselves they them their theirs who whom whose which what when "
     "where why how if whether because while although though as than then there here now and or "
     "but so nor yet not no yes yeah of in on at to for from with by about into onto over under "
     "out "
     "off up down through between after before until since during without within against toward "
     "towards upon across behind beyond is am are was were be been being have has had having do "
     "does did doing done will would shall should can could may might must ought going got get "
     "gets "
     "getting go goes went gone come comes came make makes made making let lets put puts just only "
     "really very too also even still already again ever never always much many more most some any "
     "all both each every few less least other another such own same well okay right like know "
     "knows knew known think thinks thought thing things something anything everything nothing "
     "somebody anybody everybody nobody one ones lot lots bit way kind sort say says said saying "
     "tell told telling see sees saw seen look looks looked want wants wanted need needs needed "
     "feel "
     "feels felt feeling sound sounds sure back give gives gave given take takes took taken mean "
     "means meant guess maybe perhaps actually honestly please thank thanks sorry hear heard hey "
     "hi "
     "hello oh wow man today time times day days"},
    {"open", CLASS_OPEN,
     "okay well so and but then look listen hey yeah yes no right oh wow huh ugh man boy gosh god "
     "now anyway anyways first also just please or honestly alright sure gee ouch sheesh whoa hi "
     "hello plus frankly because though however secondly finally next meanwhile instead"},
    {"soft", CLASS_SOFT,
     "really just absolutely actually probably honestly totally completely so very pretty still "
     "also certainly definitely simply quite truly fully obviously clearly genuinely incredibly "
     "extremely already bit only too even both all right now even ever basically literally again "
     "pretty kind of sort especially super rather somewhat perhaps"},
    {"feel", CLASS_FEEL,
     "frustrat~ exhaust~ tired worn drained draining fried wiped burnt burned overwhelm~ "
     "discourag~ "
     "disappoint~ upset upsetting angry anger mad furious annoy~ hurt hurts hurtful hurting sad "
     "scared scary afraid frighten~ worr~ anxious nervous stress~ lonely alone humiliat~ "
     "embarrass~ "
     "ashamed guilt~ gutted crushed crushing devastat~ defeat~ demoral~ insult~ disrespect~ unfair "
     "betray~ ignored unheard invisible undervalued unappreciated trapped stuck confus~ helpless "
     "hopeless powerless shaken rattled resent~ bitter heartbr~ pain painful sting stings stung "
     "deflat~ dishearten~ dread~ panic~ stretched swamped drowning buried underwater sinking heavy "
     "uncomfortable insecure isolat~ singled punished cheated robbed small stupid blindsid~ "
     "sidelined overlooked shocked bothered miserable torn jealous fear fears feared terrified "
     "horrified hate unsettl~ disillusion~ irritat~ gutting maddening infuriat~ demotivat~ "
     "dejected "
     "despair~ desperate weary depleted unsupported abandoned excluded lousy rotten crappy "
     "vulnerable judged pressured squeezed daunt~ intimidat~ let-down unwanted uneasy unsure "
     "down low blame~ disappointed sick ambush~ unsafe conflicted homesick grie~ numb lost "
     "uncertain self-conscious offended fobbed awful terrible horrible livid seething scarred "
     "shattered helpless clueless foolish ridiculous ambivalent restless sleepless wobbly frazzled "
     "jaded disturb~ distress~ dismay~ appall~ mortif~ sorry~ gloomy unfairly cheated tense torn "
     "unimportant worthless useless hopelessly dismissed belittled patroni~ micromanaged watched "
     "policed betrayal disgust~ fuming heartless sleepy doubtful haunted ripped offended aggravat~ "
     "overloaded overworked spent cornered rejected"},
    {"hard", CLASS_HARD,
     "tough rough hard difficult awful terrible horrible brutal blow nightmare bummer unfair crazy "
     "heavy lot cruel harsh ugly messy sucks suck stinks stink bad worst worse shame letdown "
     "disaster hell killer bitter tricky painful unpleasant thankless gutting kicker pressure "
     "strain "
     "dreadful gruelling grueling relentless unbearable insane ridiculous nasty grim lousy rubbish "
     "horrendous appalling shocking stressful painful gut-wrenching slap kick punch knock hit "
     "shock setback weight burden struggle struggling mess sad"},
    {"number", CLASS_NUMBER,
     "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
     "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
     "thousand million dozen half twice second third fourth fifth"},
    {"time", CLASS_TIME,
     "monday tuesday wednesday thursday friday saturday sunday mondays fridays tomorrow tonight "
     "noon "
     "midnight morning afternoon evening week month quarter year weekend eod january february "
     "march "
     "april june july august september october november december first second third fourth fifth "
     "sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
     "seventeenth eighteenth nineteenth twentieth twenty-first thirtieth thirty-first christmas "
     "lunch lunchtime today close end oclock o'clock days weeks months hours day"},
    {"do", CLASS_DO,
     "rewrite redo rebook reschedule rebuild resend call send get go bring block delegate try "
     "focus use work keep talk reach set start put make "
     "ask build write pull push pick schedule book prioriti~ tighten follow read check draft   "
     "double email phone ring meet find change practi~ prepare plan review update stick show fill "
     "sign enter submit complete print compare collect gather test add "
     "drop cut move hand split sit sort log document record run arrange offer pitch close lead "
     "price qualify research map list rank time-block organi~ escalate invite line narrow learn "
     "study watch speak visit contact remind hit chase finish begin clear switch turn break say "
     "explain respond reply answer apologi~ approach rehearse lean lower raise target win sell "
     "trim simplify outline negotiate spend give take leave let figure grab round lay jump figure "
     "invite trim propose request insist charge demand consider document note number "
     "report restart register apply practise forward copy borrow hire train coach shadow role-play "
     "type back "
     "work dig tackle attack stay aim dial position present demo bundle discount refocus regroup"},
    {"aux", CLASS_AUX,
     "is am are was were do does did have has had will would can could should shall may might "
     "must"},
    {"subject", CLASS_SUBJECT,
     "i you we it that this he she they there nobody everybody somebody these those"},
    {"target", CLASS_TARGET,
     "number numbers quota target targets plan deadline report reports forecast pipeline calls "
     "meetings deal deals account accounts proposal proposals review reviews goal goals figures "
     "paperwork presentation date commitment results activity log logs renewal quotes list"},
    {"effort", CLASS_EFFORT,
     "put built gave poured worked spent carried fought tried earned waited warned called prepared "
     "delivered stayed kept pushed lost watched held covered trusted hoped counted invested raised "
     "told flagged asked predicted chased juggled sacrificed brought saw stood found heard "
     "expected "
     "believed laid nurtured handled trained learned did took drove missed grew started sold met "
     "planned wanted came went bent promised committed said wrote won"},
    {"image", CLASS_IMAGE,
     "stomach gut teeth wall rug wind shoulders treadmill square sail sails bone edge fumes ground "
     "head heart sleep knees face ropes plate steam finish starting scratch line sand ears"},
    {"anyone", CLASS_ANYONE, "anybody everybody most people us nobody"},
    {"hanging", CLASS_HANGING,
     "the a an my your our their his its and or of to for with by about into from i we they he she "
     "is are was were am be been being have has had will would can could should must very because "
     "if than as do does did every"},
    {"praise", CLASS_PRAISE,
     "great good best strong strongest stronger talented fantastic amazing terrific excellent "
     "brilliant smart capable solid awesome superb outstanding proud confidence faith believe "
     "wonderful impressive star asset rock valued valuable skilled impressed professional closer "
     "resilient gifted"},
    {"past", CLASS_PAST,
     "was were did had got gave took made came went knew thought felt left lost kept held told "
     "said "
     "saw heard found built sold bought brought fought caught taught sent spent put cut hit ran "
     "stood sat spoke broke froze wrote drove threw grew began fell paid met read led won ate "
     "slept "
     "woke chose swore tore wore bore shut hung dug stuck swung flew drew shook hid stole rose "
     "sank "
     "shot bent lent meant dealt swept crept wept bled fed fled done gone given taken seen known "
     "shown written driven thrown broken spoken chosen fallen forgotten been"},
    {"ing", CLASS_ING, "being doing going"},
    {"modal", CLASS_MODAL,
     "should could can must may might ought will shall would need have got better gotta just go "
     "try "
     "want always never keep do does did are"},
    {"nag", CLASS_NAG,
     "build listen follow do make send prepare ask check call read bring try push prospect plan "
     "update log think use qualify ask learn work finish deliver tell show raise escalate close "
     "answer book handle manage meet hit bother care sell"},
};

const size_t word_list_count = sizeof word_lists / sizeof *word_lists;
