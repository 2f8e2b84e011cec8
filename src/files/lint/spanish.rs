//! The Spanish lists of labelling, blaming and unsafe words; lists only, for `words.rs` to look for.
//!
//! They are written without accents, as the texts are compared. "Su" may mean the reader's or somebody else's; it is taken
//! for the reader's.

use super::pattern::{Group, Lists};

/// Sentences that say what a text does not say, and conditions, make no label.
const NO_LABEL: &[&str] = &[
    "si usted?",
    "no|nunca|sin|ni|nadie|ningun|ninguna un|una|el|la|es|sobre|hay|da|dan|existe~",
    "no|nunca|nada|nadie|ni|ninguna|ninguno ~3 dice|dicen|significa|significan|quiere decir?|prueba|muestra|indica|sabe|decide que|si|usted|cuan|como~",
    "significa|decir que usted?",
];

/// What takes the blame off instead of putting it on.
const NO_BLAME: &[&str] = &[
    "no|nunca|ni|tampoco es|fue|son|sea|era|la|por?",
    "nada|nadie|ninguna|ninguno ~3",
    "algo que?",
    "no|nunca|nada ~3 significa|dice|quiere decir? que",
];

/// What makes a duty none: "no tiene que contarlo todo".
const NO_DUTY: &[&str] = &["no|nada|nunca|nadie|tampoco|ni|se ~1", "si usted?"];

const ADVICE_LABEL: &str = "A checklist cannot know that, and a label stays with a person. Write what some people notice, or what the \
    reader marked: \"Algunas personas describen …\", \"Usted marcó …\".";
const ADVICE_MEASURE: &str = "There is no measure here, and a degree reads as a verdict. Leave the degree out, or say what was answered.";
const ADVICE_PERSON: &str =
    "It makes a person into their trouble. Write \"una persona\", \"personas que …\", or \"usted\".";
const ADVICE_BLAME: &str = "Whoever feels blamed stops reading and does not ask for help. Say what may happen and what may help, without \
    saying whose doing it is.";
const ADVICE_ORDER: &str = "An order takes the choice away. Write \"puede\", \"tal vez quiera\" or \"una opción es\", with the reason.";
const ADVICE_SMALL: &str = "It makes hard things sound easy, and the reader to blame for not having done them. Leave the word out, or say \
    what makes the step small.";

pub(super) const LISTS: Lists = Lists {
    sets: &[
        (
            "condicion",
            "trastorno*|depresion*|ansiedad|sindrome*|enfermedad*|patologia*|desapego|embotamiento|tept|bipolar*|autismo|asperger*|sintoma*|\
             diagnostico*|psicosis|trauma|traumas|adiccion*|alexitimia|disociacion|despersonalizacion|fobia*|neurosis|esquizofrenia|narcisismo|\
             discapacidad*|disfuncion*|deficit|afeccion*|condicion|tdah|toc|anormalidad*|adormecimiento",
        ),
        (
            "grado",
            "un|una|unos|unas|el|la|los|las|algun|alguna|algunos|tipo|forma|caso|cuadro|clase|signos|sintomas|senales|de|leve|leves|grave|graves|\
             moderado|moderada|severo|severa|serio|seria|claro|clara|clinico|clinica|mental|mentales|emocional|emocionales|psicologico|\
             psicologica|psiquiatrica|posible|cronico|cronica|propio|propia|muy|mas|algo|personalidad|problema|problemas",
        ),
        (
            "enfermo",
            "deprimid*|enfermo|enferma|enfermos|enfermas|desapegad*|traumatizad*|desequilibrad*|trastornad*|anormal*|bipolar|narcisista|psicotic*|\
             neurotic*|autista|dependiente|codependiente|insano|insana|loco|loca|adicto|adicta|inestable|sintomatic*",
        ),
        ("otros", "gente|demas|otros|personas|todos|familia|pareja|amigos|seres|quienes"),
        ("suicidio", "suicid*"),
        (
            "numero",
            "#|dos|tres|cuatro|cinco|seis|diez|veinte|treinta|cincuenta|cien|muchas|varias|punado|frasco|caja",
        ),
        (
            "pastillas",
            "pastilla|pastillas|comprimido|comprimidos|tableta|tabletas|capsula|capsulas|pildora|pildoras|somniferos|barbituricos",
        ),
    ],
    labelling: &[
        Group {
            found: "gives the reader a condition",
            advice: ADVICE_LABEL,
            patterns: &[
                "padece|padeces|padecen|padecer|padecio|padecido|padeciendo|padezca|padecimiento*",
                "sufre|sufres|sufren|sufrir|sufrido|sufriendo|sufra de !algo|ello",
                "sufre|sufres|sufren|sufrir|sufrido|sufriendo|sufra @grado~ @condicion",
                "usted ~1 tiene|presenta|muestra|manifiesta|vive|desarrolla con? @grado~ @condicion",
                "tiene|tienes|tenga usted? @grado~ @condicion",
                "podria|puede|puedes|podrias tener|presentar|sufrir|desarrollar|padecer @grado~ @condicion",
                "diagnostico muestra|indica|sugiere|confirma|revela|dice",
                "diagnosticado|diagnosticada|diagnosticaron|diagnosticamos con|de|como|un|una",
                "respuestas|respuesta|resultado|resultados|lista|marcas muestra|muestran|indica|indican|sugiere|sugieren|confirma|confirman|\
                 demuestra|demuestran|significa|significan|revela|revelan que? usted|tiene|es|esta|un|una|signos|sintomas|@condicion|padece|sufre",
            ],
            excuses: NO_LABEL,
        },
        Group {
            found: "says what the reader is",
            advice: ADVICE_LABEL,
            patterns: &[
                "usted ~1 es|esta|parece|fue|sera @grado~ @enfermo",
                "es|esta|estas|eres|parece|parecer usted? @grado~ @enfermo",
                "usted ~1 esta @grado~ roto|rota|danado|danada",
                "usted|eres es? @grado~ adicto|adicta|alcoholico|alcoholica|narcisista|victima|paciente|caso",
                "es usted? un|una adicto|adicta|alcoholico|alcoholica|narcisista|victima|paciente|psicopata",
                "persona|personas|gente|adultos normal|normales|sana|sanas",
                "no es|esta|son normal|normales",
                "anormal|anormales|anormalmente",
            ],
            excuses: NO_LABEL,
        },
        Group {
            found: "speaks of a condition as the reader's",
            advice: ADVICE_LABEL,
            patterns: &["su|sus|tu|tus @grado~ @condicion", "su|tu gravedad|pronostico|patologia"],
            excuses: NO_LABEL,
        },
        Group {
            found: "measures the reader",
            advice: ADVICE_MEASURE,
            patterns: &[
                "severo|severa|severos|severas|severamente|severidad|gravedad|moderado|moderada|moderados|moderadas|moderadamente",
                "nivel|grado|caso|forma|cuadro leve|grave|alto|bajo|medio|elevado",
                "@condicion grave|graves|leve|leves",
                "puntuacion|puntuaciones|puntaje|puntajes|puntuo",
                "positivo|positiva|negativo|negativa para|en",
                "sintomatico|sintomatica|asintomatico|asintomatica",
                "por encima|debajo de|del la? promedio|media|umbral",
                "alto|bajo|mayor|medio riesgo",
                "mas|menos ~2 que la|los? mayoria|demas|normal",
            ],
            excuses: NO_LABEL,
        },
        Group {
            found: "judges whether the reader is safe",
            advice: "No answer here can tell, and either verdict can do harm. Say that nothing here judges safety, and who can be reached.",
            patterns: &[
                "en riesgo",
                "usted no? esta|corre ~1 a? salvo|peligro|riesgo",
                "usted es|esta ~1 suicida|peligroso|peligrosa|seguro|segura",
            ],
            excuses: &["si|cuando|o", "no ~3 si", "no ~2 dice|sabe|juzga|evalua|decide ~1"],
        },
        Group {
            found: "names a person by a condition",
            advice: ADVICE_PERSON,
            patterns: &[
                "pacientes",
                "el|la|un|una|este|esta|cada|cualquier|su|del|al paciente",
                "un|una|el|la|los|las adicto|adicta|adictos|adictas|alcoholico|alcoholica|alcoholicos|alcoholicas|narcisista|narcisistas|depresivo|\
                 depresiva|depresivos|loco|loca|locos|demente|dementes|neurotico|neurotica|bipolar|bipolares",
                "drogadicto*|psicopata*|sociopata*|esquizofrenico*|esquizofrenica*|perturbado*|perturbada*|retrasado*|lunatico*",
                "enfermo|enferma|enfermos|enfermas mental|mentales",
            ],
            excuses: &[],
        },
    ],
    blame: &[
        Group {
            found: "puts the blame on the reader",
            advice: ADVICE_BLAME,
            patterns: &[
                "es|fue|son|era? culpa suya|tuya",
                "su|tu propia? culpa",
                "por su|tu culpa",
                "tiene|tienes|tuvo toda? la culpa",
                "culpable|culpables de|por",
                "deberia|deberias|debio|debia|tendria|tendrias que? haber",
                "usted ~1 se? niega|rechaza|aleja|aparta|ignora|lastima|hiere|abandona|falla|decepciona",
                "se niega|nego|niegas a",
                "aleja|alejas|aparta|apartas|rechaza|rechazas|espanta|hiere|lastima|ignora a la|los|las|sus|su|quienes|otras|otros|todos? @otros",
                "usted ~1 eligio|escogio|decidio|quiso|provoco|causo",
                "se lo|la ha? busco|buscado|merece|gano",
                "no se? esfuerza|esfuerzas|intenta|importa|interesa|quiere lo? suficiente|cambiar",
                "usted es|fue ~2 egoista|fria|frio|debil|floja|flojo|perezosa|perezoso|manipuladora|manipulador|dificil|cruel|ingrata|ingrato",
                "es|eres|sea usted? tan|muy|demasiado? egoista|floja|flojo|perezosa|perezoso|manipuladora|manipulador|ingrata|ingrato",
                "por que no|nunca simplemente|intenta|puede|quiere|habla|cambia|lo",
            ],
            excuses: NO_BLAME,
        },
        Group {
            found: "gives the reader an order",
            advice: ADVICE_ORDER,
            patterns: &[
                "debe|debes|debera|deberas|deberia|deberias !a|al|su|ser|estar",
                "no debe|debes|debera|deberia !a|al|ser|estar",
                "tiene|tienes|tendra|tendria|tendrias que !ver",
                "solo|solamente|unicamente tiene|tienes|necesita|necesitas|debe|hay|hace|falta que?",
                "basta|bastaria con",
                "lo unico que",
                "esta|estas obligad*",
            ],
            excuses: NO_DUTY,
        },
        Group {
            found: "makes it sound easy",
            advice: ADVICE_SMALL,
            patterns: &[
                "simplemente|sencillamente|meramente",
                "no es|sea para tanto",
                "animese|animate|superelo|superalo|olvidelo|olvidalo|esfuercese|esfuerzate|calmese|calmate|alegrese",
                "ponga|pon|poner de su|tu parte",
                "deje|deja|dejar de quejarse|quejarte|lamentarse|preocuparse|exagerar|sentir",
                "ya se? le? pasara",
                "otros|hay otros|gente|personas? ~1 estan|estar|estaran peor|peores",
                "todo? esta? en su|tu cabeza",
                "piense|piensa|pensar en? positivo",
                "con fuerza|solo de? voluntad",
                "no hay|tiene excusa|excusas",
            ],
            excuses: &["no|ni|nunca|tampoco es?"],
        },
    ],
    self_harm: &[
        Group {
            found: "speaks of suicide as of a crime or a feat",
            advice: "Suicide is no crime, and no attempt is a success or a failure. Write \"murió por suicidio\", \"se quitó la vida\" or \"intentó suicidarse\".",
            patterns: &[
                "comete|cometer|cometio|cometido|cometieron|cometen|consumo|consumar|consumaron ~1 @suicidio",
                "@suicidio ~1 consumad*|fallid*|frustrad*|fracasad*|exitos*|lograd*|infructuos*|completad*",
                "intento|intentos de? suicidio|suicida|suicidas? fallid*|frustrad*|fracasad*|exitos*|consumad*|lograd*|infructuos*",
                "logro|consiguio suicidarse|matarse",
                "suicidio politico|profesional|social",
                "nota|carta suicida|de? suicidio|despedida",
            ],
            excuses: &[],
        },
        Group {
            found: "speaks of suicide as of something that spreads",
            advice: "Such words make it seem common and catching, which is a danger of its own. Give no trend; say that help exists and how to reach it.",
            patterns: &[
                "epidemia|epidemias|ola|oleada|plaga|brote|brotes|contagio|racha|moda|pandemia|explosion|cadena|auge de|del ~1 @suicidio|autolesion*",
                "@suicidio|autolesion|autolesiones ~3 contagi*|epidemi*|dispara|disparan|disparado|propaga*|extiende*|extienden|multiplica*|moda|plaga|pandemia",
                "efecto werther|contagio|imitacion",
                "pacto|pactos suicida|suicidas|de? suicidio",
            ],
            excuses: &[],
        },
        Group {
            found: "names a way or a place to die or to hurt oneself",
            advice: "A way that is named can be followed. Leave out how and where; say that help exists and how to reach it.",
            patterns: &[
                "ahorc*|sobredosis|envenenarse|envenenamiento|estrangul*|asfixi*|degoll*|desangr*",
                "corta|cortar|cortarse|corto|cortarte|cortes ~1 venas|munecas|brazos|piel|piernas",
                "cortarse|quemarse|golpearse|aranarse|autolesionarse con|la|las|el|los|mediante",
                "pega|pegar|pegarse|pego ~1 tiro|tiros",
                "dispararse|matarse|matese|matarte|ahogarse",
                "saltar|salto|tirarse|tiro|arrojarse|arrojo|lanzarse|lanzo|saltando ~1 desde|del|de|al|a ~3 puente|edificio|tren|metro|balcon|ventana|vias|\
                 azotea|vacio|acantilado|vagon",
                "soga|monoxido de? carbono?",
                "dosis|cantidad letal|mortal|fatal",
                "metodo|metodos|manera|maneras|forma|formas|modo|modos de|para|del morir|suicid*|matarse|quitarse|muerte",
                "@numero de? @pastillas",
                "@pastillas para? dormir",
                "tragar|trago|tomar|tomo|ingirio|ingerir ~3 @pastillas",
                "suicidio|suicido|suicidarse|suicidios por|mediante|con !depresion",
                "veneno|raticida|cuchilla|cuchillas|navaja|pistola|escopeta",
                "@suicidio ~4 puente|acantilado|vias|tren|metro|azotea|bosque",
            ],
            excuses: &[],
        },
        Group {
            found: "makes suicide look like an answer",
            advice: "Nobody in despair may read here that it solves anything. Say that such thoughts can pass, that help exists, and how to reach it.",
            patterns: &[
                "@suicidio|muerte|morir ~3 solucion|salida|escape|liberacion|alivio|descanso|paz|respuesta|opcion|libertad|valiente|romantico|heroico",
                "acabar|acaba|acabo|terminar|termino|termina con todo",
                "mejor|estaria|estarian muerto|muerta|muertos|sin usted|ti",
                "unica|ultima|facil salida",
                "salida facil",
                "no hay|queda ~1 salida",
                "descansa|descanso|descansar en|por paz|fin",
            ],
            excuses: &["no|nunca|ni es|son? una|un|la|el?"],
        },
        Group {
            found: "makes light of suicide or gives it one cause",
            advice: "It is never a bid for attention and never has one cause. Take it seriously, and say that many things come together.",
            patterns: &[
                "llamada|llamadas|llamado|grito de|para atencion|auxilio|llamar",
                "llamar la atencion",
                "llevo|llevaron|empujo|empujaron|orillo|arrastro ~3 suicid*",
                "se? suicido|suicidaron por|porque",
                "@suicidio ~2 egoista|cobarde|pecado|crimen|debilidad|cobardia",
                "chantaje emocional?",
            ],
            excuses: &[],
        },
    ],
};
