//! The English lists of labelling, blaming and unsafe words; lists only, for `words.rs` to look for.

use super::pattern::{Group, Lists};

/// Sentences that say what a text does not say, and conditions, make no label.
const NO_LABEL: &[&str] = &[
    "if|whether|unless",
    "not|never|no|without|neither|nor|nobody a|an|any|the|about?",
    "cannot|not|never|no|nothing|nobody|none|neither ~3 mean|means|say|says|tell|tells|prove|proves|show|shows|decide|decides|\
     judge|judges|know|knows ~1 that|whether|if|how?",
];

/// What takes the blame off instead of putting it on.
const NO_BLAME: &[&str] = &[
    "not|never|isn't|wasn't|nor|neither really|only|all|just|any|even?",
    "none|nothing|no|nobody ~3 is|was|are|were|be",
    "not|no|nothing|never ~3 mean|means|say|says that?",
];

/// What makes a duty none: "there is nothing you need to do".
const NO_DUTY: &[&str] = &["nothing|no|not|never|if|whether|what ~1", "not|nothing|no ~1 that|which"];

const ADVICE_LABEL: &str = "A checklist cannot know that, and a label stays with a person. Write what some people notice, or what the \
    reader marked: \"Some people describe …\", \"You marked …\".";
const ADVICE_MEASURE: &str = "There is no measure here, and a degree reads as a verdict. Leave the degree out, or say what was answered: \
    \"two often, five sometimes\".";
const ADVICE_PERSON: &str =
    "It makes a person into their trouble. Write \"a person\", \"people who …\", or \"you\".";
const ADVICE_BLAME: &str = "Whoever feels blamed stops reading and does not ask for help. Say what may happen and what may help, without \
    saying whose doing it is.";
const ADVICE_ORDER: &str = "An order takes the choice away. Write \"you may want to\", \"you can\" or \"one choice is\", with the reason.";
const ADVICE_SMALL: &str = "It makes hard things sound easy, and the reader to blame for not having done them. Leave the word out, or say \
    what makes the step small.";

pub(super) const LISTS: Lists = Lists {
    sets: &[
        (
            "condition",
            "disorder*|condition|conditions|illness*|disease*|syndrome*|depression|anxiety|ptsd|cptsd|trauma|traumas|adhd|autism|\
             asperger*|bipolar|borderline|rad|narciss*|psychos*|psychot*|schizo*|detachment|blunting|numbness|alexithymi*|dissociation|\
             depersonali*|derealisation|derealization|addiction*|dependence|phobia*|neuros*|patholog*|deficit*|dysfunction*|impairment*|\
             disabilit*|symptom|symptoms|diagnosis|diagnoses|ocd|burnout|abnormalit*",
        ),
        (
            "degree",
            "a|an|the|some|any|no|such|mild|moderate|severe|serious|strong|real|clear|typical|classic|full|kind|form|type|sort|sign|signs|\
             symptom|symptoms|case|of|emotional|mental|health|personality|mood|attachment|anxiety|clinical|chronic|reactive|psychological|\
             psychiatric|medical|post|traumatic|stress|bipolar|borderline|depressive|major|undiagnosed|untreated|underlying|what|is|called|\
             probably|likely|clearly|all",
        ),
        (
            "so",
            "very|quite|so|rather|too|not|also|still|just|clearly|probably|likely|perhaps|maybe|certainly|simply|really|emotionally|mentally|\
             severely|moderately|mildly|slightly|highly|clinically|deeply|a|an|bit|little|being|becoming|most",
        ),
        (
            "ill",
            "depressed|detached|ill|sick|disordered|disturbed|unstable|traumatised|traumatized|abnormal|normal|broken|damaged|defective|\
             narcissistic|psychotic|neurotic|psychopathic|sociopathic|bipolar|borderline|autistic|avoidant|codependent|dysfunctional|\
             unhealthy|addicted|symptomatic|schizophrenic|blunted|dissociated|dissociating|alexithymic|toxic|insane|crazy|mad",
        ),
        (
            "flawed",
            "selfish|lazy|weak|cold|heartless|manipulative|ungrateful|difficult|unkind|unloving|stubborn|unlovable|clingy|needy|cruel|hopeless",
        ),
        (
            "others",
            "people|others|everyone|everybody|them|him|her|friends|family|partner|partners|loved|relatives",
        ),
        ("suicide", "suicide|suicides|suicidal|suicidality"),
        (
            "number",
            "#|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|many|several|handful|bottle|lot",
        ),
        (
            "pills",
            "pill|pills|tablet|tablets|capsule|capsules|paracetamol|acetaminophen|painkillers|sedatives|opioids|barbiturates",
        ),
        ("self", "yourself|himself|herself|themselves|themself|myself|oneself|ourselves"),
    ],
    labelling: &[
        Group {
            found: "gives the reader a condition",
            advice: ADVICE_LABEL,
            patterns: &[
                "you have|had|show|display|exhibit @degree~ @condition",
                "you've @degree~ @condition",
                "you may|might|could|must|can|will|probably|likely|clearly|certainly|perhaps|seem|appear|do to? have|show|develop @degree~ @condition",
                "you ~1 live|lives|living with @degree~ @condition",
                "you ~1 meet|meets ~1 criteria",
                "you? suffer|suffers|suffered|suffering from",
                "you|you're ~1 suffer|suffering @degree~ @condition",
                "you|you're ~1 struggle|struggling with @degree~ @condition",
                "diagnosis shows|says|suggests|points|confirms|reveals|indicates",
                "your|this|these|the|all answers|answer|result|results|marks|responses|pattern|checklist show|shows|suggest|suggests|indicate|indicates|\
                 mean|means|confirm|confirms|prove|proves|reveal|reveals|point|points to|that? you|your|you're|a|an|signs|symptoms|@condition",
                "you are|were|have|been ~1 diagnosed",
                "diagnosed with|as",
                "sign|signs|symptom|symptoms|indication|indications|evidence|mark of @degree~ @condition",
            ],
            excuses: NO_LABEL,
        },
        Group {
            found: "says what the reader is",
            advice: ADVICE_LABEL,
            patterns: &[
                "you are|were|seem|sound|look|appear|became|become @so~ @ill",
                "you're @so~ @ill",
                "you may|might|could|must to? be|become @so~ @ill",
                "you've become|been @so~ @ill",
                "you have|had been|become @so~ @ill",
                "you seem|appear to be @so~ @ill",
                "mentally ill|sick|disturbed|unstable",
                "you are|you're on the autism? spectrum",
                "you are|were @so~ addict|alcoholic|narcissist|victim|patient|case|psychopath|sociopath|danger",
                "you're @so~ addict|alcoholic|narcissist|victim|patient|case|psychopath|sociopath|danger",
                "normal|abnormal|healthy|ordinary|sane people|person|persons|adults",
                "not|isn't @so~ normal",
                "within|outside ~1 normal",
                "abnormal|abnormally",
            ],
            excuses: NO_LABEL,
        },
        Group {
            found: "speaks of a condition as the reader's",
            advice: ADVICE_LABEL,
            patterns: &["your own? @degree~ @condition", "your @degree~ severity|prognosis|pathology|case"],
            excuses: NO_LABEL,
        },
        Group {
            found: "measures the reader",
            advice: ADVICE_MEASURE,
            patterns: &[
                "severe|severely|severity|moderate|moderately",
                "mild|mildly|clinically @degree~ @condition|@ill|form|case|significant",
                "score|scores|scored|scoring",
                "positive|negative for",
                "test|tests|tested positive|negative",
                "symptomatic|asymptomatic",
                "above|below|over|under the? average|threshold|cutoff",
                "high|low|medium|moderate|elevated|increased risk",
                "more|less ~2 than most|average|normal|other people|others?",
            ],
            excuses: NO_LABEL,
        },
        Group {
            found: "judges whether the reader is safe",
            advice: "No answer here can tell, and either verdict can do harm. Say that nothing here judges safety, and who can be reached.",
            patterns: &[
                "at risk",
                "you are|you're @so~ safe|unsafe|suicidal|dangerous",
                "you are|you're not? in|at no? danger|risk",
            ],
            excuses: &[
                "if|whether|unless|when|feel|feels",
                "or",
                "not|never|cannot ~2 judge|judges|tell|tells|know|knows|say|says whether|if|how|that?",
            ],
        },
        Group {
            found: "names a person by a condition",
            advice: ADVICE_PERSON,
            patterns: &[
                "patients",
                "the|a|this|that|each|every|any|our|your|mental patient",
                "sufferer|sufferers|addicts|alcoholics|narcissists|psychopath*|sociopath*|schizophrenics|psychotics|depressives|neurotics|\
                 junkie*|lunatic*|hypochondriac*|psycho|psychos|nutcase*|retard*|cripple*|spastic*",
                "a|an|the addict|alcoholic|narcissist|schizophrenic|psychotic|depressive|neurotic|borderline|madman",
                "the mentally ill|sick|disordered",
                "crazy|insane|deranged",
            ],
            excuses: &[],
        },
    ],
    blame: &[
        Group {
            found: "puts the blame on the reader",
            advice: ADVICE_BLAME,
            patterns: &[
                "your own? fault|faults|doing",
                "you are|you're ~1 to blame",
                "blame yourself",
                "because of you",
                "you are|you're|were ~1 responsible",
                "you|you've ~1 let|allowed this|it happen|come",
                "you ~1 deserve|deserved it|this",
                "you ~1 choosing to|not|this",
                "don't|not|stop be|being so|such? @flawed",
                "you|you've ~1 brought|bring ~1 on|upon yourself",
                "you|you've ~1 caused|cause this|it|that|all",
                "you|you've ~1 let @others down",
                "you|you've ~1 fail|failed|refuse|refused to?",
                "you're refusing|failing",
                "you|you've ~1 push|pushed|pushing|drive|drove|driving|shut|shutting|scare|scared|keep|kept|turn|turned ~1 @others ~1 away|out|off",
                "you're pushing|driving|shutting|scaring ~1 @others",
                "you|you've ~1 hurt|hurting|harm|neglect|ignore|abandon|reject|disappoint ~1 @others",
                "you|you've ~1 chose|chosen to|this|it|not",
                "you|you've choose not to",
                "you|you'd should|ought to? have",
                "you should've|could've",
                "you don't|didn't|won't|never ~1 care|try|bother|listen",
                "you do|did not ~1 care|try|bother|listen",
                "you are|were|seem|you're @so~ @flawed",
                "why|how don't|didn't|won't|can't|couldn't|could|come you",
                "asked|asking|ask for it",
                "weak|lazy|selfish people",
            ],
            excuses: NO_BLAME,
        },
        Group {
            found: "gives the reader an order",
            advice: ADVICE_ORDER,
            patterns: &[
                "you must|mustn't|should|shouldn't|ought",
                "you have|need only? to !know",
                "you had better",
                "you only|just|simply need|have|must ~1",
                "all you need|have to|is?",
                "you owe",
            ],
            excuses: NO_DUTY,
        },
        Group {
            found: "makes it sound easy",
            advice: ADVICE_SMALL,
            patterns: &[
                "just !as|now|before|after|under|over|about|like|in|at|on|yet|enough|once|one|a|an|the|what|how|where|when|right|there|here|below|above|two|because|beside|for|cause",
                "just a phase|mood|feeling|excuse",
                "simply|merely",
                "snap|snapped out",
                "get|getting|got over it|this|that|yourself",
                "pull yourself together",
                "cheer|lighten|toughen|man up",
                "try|trying a? bit|little? harder",
                "stop being|feeling|complaining|whining|overreacting|worrying",
                "all? in your head",
                "calm down",
                "move|moving on with? your? life?",
                "others|other|some people? have ~1 worse",
                "it's|is not so|that bad",
                "no excuse|excuses",
                "think positive|positively",
            ],
            excuses: &["not|never|nor|isn't"],
        },
    ],
    self_harm: &[
        Group {
            found: "speaks of suicide as of a crime or a feat",
            advice: "Suicide is no crime, and no attempt is a success or a failure. Write \"died by suicide\", \"took their own life\" or \"attempted suicide\".",
            patterns: &[
                "commit|commits|committed|committing ~1 @suicide",
                "suicide|suicides ~1 committed",
                "successful|successfully|unsuccessful|unsuccessfully|failed|completed|complete|completes|accomplished ~1 @suicide",
                "successful|unsuccessful|failed|botched attempt|attempts !to",
                "@suicide ~1 attempt|attempts|bid|bids ~2 failed|fails|succeeded|succeeds|unsuccessful|successful",
                "@suicide bid|bids|victim|victims|threat|threats|note|notes|mission",
                "political|career|social|professional suicide",
            ],
            excuses: &[],
        },
        Group {
            found: "speaks of suicide as of something that spreads",
            advice: "Such words make it seem common and catching, which is a danger of its own. Give no trend; say that help exists and how to reach it.",
            patterns: &[
                "@suicide ~3 epidemic*|wave|waves|spree|craze|contagi*|spread|spreads|spreading|skyrocket*|soar*|surg*|rocketing|outbreak*|\
                 cluster*|hotspot*|plague|trend|trends|fashion|catching|rampant",
                "epidemic|epidemics|wave|waves|rash|outbreak|spate|plague|surge|contagion|string|cluster|trend|craze of? ~1 @suicide",
                "self harm|injury ~3 epidemic*|contagi*|spread|spreads|spreading|skyrocket*|soar*|outbreak*|craze|trend",
                "epidemic|epidemics|wave|outbreak|spate|surge|contagion|craze of self harm|injury",
                "copycat|contagious @suicide|self|attempt|attempts|death|deaths",
                "suicide pact|pacts|capital|spot|spots|site|hot",
            ],
            excuses: &[],
        },
        Group {
            found: "names a way or a place to die or to hurt oneself",
            advice: "A way that is named can be followed. Leave out how and where; say that help exists and how to reach it.",
            patterns: &[
                "hang|hanged|hung|hanging|shoot|shot|shooting|drown|drowned|drowning|gas|gassed|cut|cuts|cutting|burn|burned|burning|poison|\
                 poisoned|poisoning|starve|starving|kill|killed|killing|suffocat*|strangl*|stab|stabbed|stabbing|scratch|scratching @self",
                "by|from|died|death|of hanging|drowning|poisoning|suffocation|asphyxiation|strangulation|jumping|shooting|gunshot",
                "hanged|overdos*|noose*|asphyxiat*",
                "self|themselves poisoning|cutting|strangulation|immolation",
                "slit|slits|slitting|slash|slashing|cut|cutting ~2 wrist|wrists|arm|arms|vein|veins",
                "jump|jumps|jumped|jumping|leap|leapt|throw|threw ~1 off|from|in|under|before ~4 bridge|building|roof|rooftop|train|cliff|window|\
                 platform|tower|car|traffic|balcony",
                "carbon monoxide|exhaust fumes",
                "lethal|fatal|deadly dose|doses|amount|amounts|means|method|methods|combination",
                "gun|rifle|pistol|shotgun to ~1 head",
                "razor blade|blades",
                "@number of? sleeping? @pills",
                "sleeping pills",
                "took|swallow|swallowed|swallowing|empty|stockpile|hoard ~3 @pills",
                "self harm|injury|harming|injure by|with|using|such|like",
                "own life|lives by|using",
                "turn|turns|turned|turning|resort|resorts to cutting|burning|poison",
                "suicide|suicides by|with|through ~1",
                "method|methods|means|way|ways of|to|for suicide|die|dying|kill|death",
                "suicide method|methods|means|kit|pill|pills|plan",
                "@suicide ~4 bridge|bridges|cliff|cliffs|railway|train|tracks|rooftop|tower|forest",
            ],
            excuses: &[],
        },
        Group {
            found: "makes suicide look like an answer",
            advice: "Nobody in despair may read here that it solves anything. Say that such thoughts can pass, that help exists, and how to reach it.",
            patterns: &[
                "@suicide|death|dying ~3 way|escape|release|solution|relief|peace|answer|option|choice|freedom|brave|courageous|romantic|beautiful|heroic|noble",
                "brave|courageous|romantic|beautiful|heroic|noble|tragic|dignified suicide|death",
                "easy|only|last|final|best way out",
                "way out of ~1 life|pain|misery|suffering",
                "end|ends|ended|ending it all",
                "end|ended|ending ~2 pain|suffering|misery for good|forever",
                "better off dead|without you|me|him|her|them?",
                "at peace now|finally|at",
                "freed|free|released from ~1 pain|suffering",
                "nothing|no reason to live ~1",
            ],
            excuses: &["not|never|no ~1 a|an|the?"],
        },
        Group {
            found: "makes light of suicide or gives it one cause",
            advice: "It is never a bid for attention and never has one cause. Take it seriously, and say that many things come together.",
            patterns: &[
                "cry|cries for help|attention",
                "attention seeking|seeker|seekers",
                "drive|drives|drove|driven|driving|pushed ~2 to suicide",
                "suicide ~1 because",
                "selfish|cowardly|sinful|weak ~2 suicide|act",
                "@suicide ~2 selfish|cowardly|sinful|sin|crime|weakness",
            ],
            excuses: &[],
        },
    ],
};
