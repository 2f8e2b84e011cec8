//! What becomes of settings today: support lines of the site before all others, the region, the theme, the questionnaire,
//! the clinic's name.

use super::folder;
use crate::support::answering::{Answering, answers_to};
use crate::support::guest::{self, Guest};
use crate::support::own::{self, own};
use crate::support::player::{Player, setup, shipped};
use crate::support::run_in::run_in;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use stillpoint::app::screens::parts::support;
use stillpoint::app::sheet::lines::{Line, Room, Span};
use stillpoint::app::state::model::{Public, Setup};
use stillpoint::domain::answers::copy::ClientCopy;
use stillpoint::domain::answers::own_words::OwnWords;
use stillpoint::domain::answers::response::QuestionnaireResponse;
use stillpoint::domain::language::site_text::SiteText;
use stillpoint::domain::language::tag::LanguageTag;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::draft::SupportLine;
use stillpoint::domain::site::SiteLine;
use stillpoint::files::content::{builtin, language};
use stillpoint::files::export::{json_report, markdown, questionnaire_json, text};
use stillpoint::files::settings::reader;
use stillpoint::shell::world::library::Library;
use tempfile::TempDir;

/// The lines that the sample of everything sets: one for every region, one for GB alone.
fn lines_of_the_site() -> Vec<SiteLine> {
    let text = fs::read_to_string(folder("valid").join("everything.toml")).unwrap();
    reader::parse("everything.toml", &text).unwrap().support
}

fn site_lines() -> Vec<SupportLine> {
    lines_of_the_site().iter().map(|line| line.spoken(&LanguageTag::default())).collect()
}

fn at_the_site() -> Questionnaire {
    own().with_own_support(site_lines())
}

fn session(region: &str, width: u16, height: u16) -> Player {
    let setup =
        Setup { region: region.to_owned(), clinic: Some("Riverside Clinic".into()), ..setup(at_the_site()) };
    Player::with(setup, width, height)
}

/// Every word of a screen, without frames, white space single blanks.
fn flat(screen: &str) -> String {
    let words = screen.split(|c: char| c.is_whitespace() || c == '│').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Everything that comes into sight from the first row to the last, going down row by row.
fn going_down(player: &mut Player) -> Vec<String> {
    let mut seen = vec![player.screen()];
    loop {
        let next = player.press("Down").screen();
        if seen.last() == Some(&next) {
            return seen.iter().map(|screen| flat(screen)).collect();
        }
        seen.push(next);
    }
}

/// Every word of the support page in the order it is shown at a width.
fn page(player: &Player, width: u16) -> String {
    let words = |line: &Line| {
        let spans = line.spans.iter().chain(&line.right);
        let words = spans.map(|span| match span {
            Span::Words(words, _) => words.clone(),
            Span::Sign(..) => String::new(),
        });
        words.collect::<Vec<_>>().join(" ")
    };
    let rows = support(&player.model, Room { width, height: 24, roomy: true, touch: false });
    flat(&rows.iter().map(words).collect::<Vec<_>>().join("\n"))
}

/// What has to be said of a line wherever it is shown, each on its own.
fn parts(line: &SupportLine) -> Vec<String> {
    let parts = [line.name.clone(), line.hours.clone()].into_iter().chain(line.ways.clone());
    parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Expects that each line is there whole, in this order.
fn whole_and_in_order(page: &str, lines: &[&SupportLine]) {
    let mut rest = page;
    for line in lines {
        let at = rest.find(&line.name).unwrap_or_else(|| panic!("{} is not here:\n{rest}", line.name));
        rest = &rest[at..];
        let end = lines.iter().filter(|other| other.name != line.name);
        let end = end.filter_map(|other| rest.find(&other.name)).filter(|at| *at > 0).min();
        let block = &rest[..end.unwrap_or(rest.len())];
        for part in parts(line) {
            assert!(block.contains(&part), "{part:?} of {} is not in\n{block}", line.name);
        }
    }
}

#[test]
fn the_sites_own_lines_stand_first_in_every_region_on_every_screen() {
    let questionnaire = at_the_site();
    for region in questionnaire.regions() {
        for (width, height, room) in [(40, 12, 34), (80, 24, 66), (200, 60, 66)] {
            let mut player = session(region, width, height);
            let seen = going_down(player.press("!"));
            let page = page(&player, room);
            let lines: Vec<&SupportLine> = questionnaire.support(region).lines().collect();
            let ours = if region.starts_with("GB") { 2 } else { 1 };
            assert_eq!(lines[0].name, "Walk-in hour", "{region}");
            assert_eq!(lines.len(), ours + own().support(region).lines().count(), "{region}");
            whole_and_in_order(&page, &lines);
            for part in lines.iter().flat_map(|line| parts(line)) {
                assert!(seen.iter().any(|screen| screen.contains(&part)), "{part} at {width}x{height}");
            }
            assert!(page.contains("Near here: Walk-in hour"), "{region}: under its kind\n{page}");
        }
    }
}

#[test]
fn a_line_for_one_region_is_shown_there_and_one_for_a_region_without_a_page_where_that_leads() {
    let line = |region: &str| SupportLine { region: region.to_owned(), ..site_lines().remove(0) };
    let shows = |line: SupportLine, region: &str| {
        let questionnaire = own().with_own_support(vec![line]);
        questionnaire.support(region).lines().next().is_some_and(|line| line.name == "Walk-in hour")
    };
    assert!(shows(line("GB"), "GB") && !shows(line("GB"), "US") && !shows(line("GB"), "001"));
    assert!(shows(line("GB"), "GB-SCT") && shows(line("GB-SCT"), "GB-SCT") && !shows(line("GB-SCT"), "GB"));
    assert!(shows(line("GB-WLS"), "GB"), "there is no page for Wales alone");
    assert!(shows(line("DE"), "EU") && !shows(line("DE"), "GB"));
    assert!(shows(line("BR"), "001") && !shows(line("BR"), "US"));
}

#[test]
fn who_checked_which_lines_is_said_truly() {
    let words =
        "The lines that were added for this place come first. The people who added them checked them.";
    let with_own = session("GB", 80, 24);
    assert!(page(&with_own, 66).ends_with(&format!("{words} They did so on 23 Nov 2026 or later.")));
    let without = Player::with(setup(own()), 80, 24);
    assert!(page(&without, 66).contains("We looked them up on 23 Nov 2026 or later."));
    assert!(!page(&without, 66).contains(words) && !page(&without, 66).contains("They did so"));
    let only_gb = vec![site_lines().remove(1)];
    assert!(own().with_own_support(only_gb.clone()).support("GB").has_own());
    assert!(!own().with_own_support(only_gb).support("US").has_own());
}

#[test]
fn a_change_of_language_keeps_the_sites_lines() {
    let mut player = session("US", 80, 24);
    player.press("2").sees("Riverside Clinic").press("!");
    assert!(going_down(&mut player).iter().any(|screen| screen.contains("Walk-in hour")));
    player.sees_no("Where to get help now");
}

#[test]
fn what_the_site_says_changes_with_the_language() {
    let [en, es] = ["en", "es"].map(|tag| LanguageTag::parse(tag).unwrap());
    let clinic = SiteText::new(Some(en), "Riverside Clinic".into(), vec![(es, "Clínica Ribera".into())]);
    let mut player = Player::with(Setup { clinic: Some(clinic), ..setup(own()) }, 80, 24);
    player.sees("Riverside Clinic").press("2").sees("Clínica Ribera").sees_no("Riverside Clinic");
    player.press("2").sees("Riverside Clinic").sees_no("Clínica Ribera");
}

#[test]
fn a_visitor_reads_the_desk_in_the_language_that_is_touched() {
    let [en, es] = ["en", "es"].map(|tag| LanguageTag::parse(tag).unwrap());
    let desk = SiteText::new(Some(es), "Pregunte en recepción.".into(), vec![(en, "Ask downstairs.".into())]);
    let public = guest::public();
    let shown = public.public.clone().map(|shown| Public { desk: Some(desk), ..shown });
    let mut guest = Guest::with(Setup { public: shown, ..public }, 80, 24);
    guest.sees("Ask downstairs.").press("F4").sees("Pregunte en recepción.").sees_no("Ask downstairs.");
}

#[test]
fn a_report_names_the_lines_of_the_site_in_its_language() {
    let text = fs::read_to_string(folder("valid").join("by-language.toml")).unwrap();
    let site = Site::with(&text);
    for (language, told) in [
        ("en", ["Walk-in hour", "people over 16", "Front door", "0000 000000", "Monday to Friday"]),
        (
            "es",
            ["Consulta sin cita", "mayores de 16", "Puerta principal", "0000 000000", "De lunes a viernes"],
        ),
    ] {
        let (status, out, err) = site.report(&["--lang", language, "--settings", "settings.toml"]);
        assert_eq!((status, &*err), (0, ""));
        for words in told {
            assert!(out.contains(words), "{words}\n{out}");
        }
    }
}

#[test]
fn the_fifth_page_of_the_results_shows_the_same_lines() {
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
        let mut player = session("GB", width, height);
        player.press("Enter").answer_all().press("n 5");
        let seen = going_down(&mut player);
        for part in at_the_site().support("GB").lines().flat_map(parts) {
            assert!(seen.iter().any(|screen| screen.contains(&part)), "{part} at {width}x{height}");
        }
        let (own, other) = (seen[0].find("Walk-in hour"), seen[0].find("Good Listeners"));
        assert!(own.is_some() || other.is_none(), "{}", seen[0]);
    }
}

#[test]
fn the_page_is_the_same_whatever_was_answered() {
    for (width, height) in [(40, 12), (80, 24)] {
        let shown = |keys: &str| {
            let mut player = session("US", width, height);
            player.press(keys);
            if keys.is_empty() {
                player.press("Enter").answer_all();
            }
            let on_top = going_down(player.press("!"));
            (on_top, page(&player, 66))
        };
        let untouched = shown("Enter");
        for keys in ["Enter 1 1 1 1", "Enter 3 3 4 s s", "Enter 4 4 4 4 4", ""] {
            assert_eq!(shown(keys), untouched, "after {keys:?} at {width}x{height}");
        }
    }
}

#[test]
fn copies_and_reports_begin_their_support_with_the_sites_lines() {
    let questionnaire = at_the_site();
    let wording = language::parse("languages/en.toml", builtin::ENGLISH).unwrap();
    let response = QuestionnaireResponse::without([]);
    for region in questionnaire.regions() {
        let copy = ClientCopy::whole(&questionnaire, &response, region);
        let flat = |text: String| {
            // What Markdown escapes, and the signs of lists, are not words.
            text.replace('\\', "").replace("\n- ", "\n").split_whitespace().collect::<Vec<_>>().join(" ")
        };
        for page in [
            flat(text::render(&questionnaire, &wording, &copy)),
            flat(markdown::render(&questionnaire, &wording, &copy)),
        ] {
            let at = page.find("Near here: Walk-in hour").unwrap_or_else(|| panic!("{page}"));
            whole_and_in_order(&page[at..], &questionnaire.support(region).lines().collect::<Vec<_>>());
        }
        let report: Value = serde_json::from_str(&json_report::report(
            &questionnaire,
            &response,
            &OwnWords::default(),
            region,
        ))
        .unwrap();
        assert_eq!(report["support"][0]["name"], "Walk-in hour");
        assert_eq!(report["support"][0]["kind"], "local");
        assert_eq!(
            report["support"].as_array().unwrap().len(),
            questionnaire.support(region).lines().count()
        );
    }
    let printed: Value = serde_json::from_str(&questionnaire_json::questionnaire(&questionnaire)).unwrap();
    assert!(
        !printed["support"].to_string().contains("Walk-in hour"),
        "they are no part of the questionnaire"
    );
}

#[test]
fn the_clinics_name_stands_at_the_top_of_the_first_screen() {
    let mut player = session("GB", 80, 24);
    let screen = player.screen();
    let (name, title) = (screen.find("Riverside Clinic").unwrap(), screen.find("Living with noise").unwrap());
    assert!(name < title, "{screen}");
    player.sees("Begin").press("Enter").sees_no("Riverside Clinic");
    session("GB", 40, 12).sees("Riverside Clinic");
}

/// A folder with settings and a file of answers.
struct Site(TempDir);

impl Site {
    fn with(settings: &str) -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        fs::write(site.0.path().join("settings.toml"), settings).unwrap();
        let answers = answers_to(&own(), r#""answers": {}"#);
        fs::write(site.0.path().join("answers.json"), answers).unwrap();
        site
    }

    /// Runs the real program there; returns its status, output and errors.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stillpoint"));
        command.args(arguments).env_clear().current_dir(self.0.path()).stdin(Stdio::null());
        let output = command.output().unwrap();
        let told = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), told(output.stdout), told(output.stderr))
    }
}

impl Site {
    /// Asks for a report of the answers there.
    fn report(&self, more: &[&str]) -> (i32, String, String) {
        self.run(&[&["report", "answers.json", "--questions", own::FILE], more].concat())
    }
}

/// The regions of the support lines in a JSON report.
fn regions(report: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(report).unwrap();
    let lines = report["support"].as_array().unwrap();
    lines.iter().map(|line| line["region"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_report_takes_the_region_named_then_that_of_the_settings_then_anywhere() {
    let site = Site::with("region = \"GB\"\n");
    let ask = |more: &[&str]| {
        let (status, out, err) = site.report(&[&["--format", "json"], more].concat());
        assert_eq!((status, &*err), (0, ""));
        regions(&out)[0].clone()
    };
    assert_eq!(ask(&["--settings", "settings.toml"]), "GB");
    assert_eq!(ask(&["--settings", "settings.toml", "--region", "us"]), "US");
    assert_eq!(ask(&["--region", "de"]), "EU");
    assert_eq!(ask(&[]), "001");
}

#[test]
fn a_report_for_a_region_without_lines_says_so_and_is_given() {
    let site = Site::with("");
    let (status, out, err) = site.report(&["--format", "json", "--region", "zz"]);
    assert_eq!(status, 0);
    assert!(regions(&out).iter().all(|region| region == "001"));
    assert_eq!(
        err,
        "There are no support lines for ZZ here. The report gives those that hold anywhere (001).\n\
         There are lines for: US, GB, GB-SCT, EU, 001. Name one of them with --region.\n"
    );
}

#[test]
fn a_form_for_a_region_without_lines_says_so_and_has_those_for_anywhere() {
    let site = Site::with("");
    let form =
        |region: &str| site.run(&["questionnaire", "--format", "fhir", "--no-settings", "--region", region]);
    let ((status, unknown, told), (_, anywhere, silent)) = (form("zz"), form("001"));
    assert_eq!((status, silent.as_str()), (0, ""));
    assert_eq!(unknown, anywhere);
    assert!(
        told.starts_with("There are no support lines for ZZ here. The form gives those that hold"),
        "{told}"
    );
}

#[test]
fn a_questionnaire_without_support_lines_names_no_region_to_choose() {
    let site = Site::with("");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/content/valid/least.toml");
    let (status, _, told) =
        site.run(&["questionnaire", "--format", "fhir", "--no-settings", "--questions", file]);
    assert_eq!(status, 0);
    let wanted =
        "The questionnaire has no support lines. The form gives none. Add [[support]] to its file.\n";
    assert_eq!(told, wanted);
}

#[test]
fn the_sites_questionnaire_is_used_from_beside_the_settings_unless_another_is_named() {
    let small =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content/valid/small.toml"));
    let site = Site::with("questions = \"mine/q.toml\"\n");
    fs::create_dir(site.0.path().join("mine")).unwrap();
    fs::write(site.0.path().join("mine/q.toml"), small.unwrap()).unwrap();
    let path = site.0.path().join("settings.toml");
    let (status, out, _) = site.run(&["questionnaire", "--settings", path.to_str().unwrap()]);
    assert!(status == 0 && out.contains("id = \"small\""), "{out}");
    fs::write(site.0.path().join("other.toml"), own::TEXT).unwrap();
    let (_, out, _) =
        site.run(&["questionnaire", "--settings", "settings.toml", "--questions", "other.toml"]);
    assert!(out.contains("id = \"living-with-noise\""));
}

#[test]
fn a_report_in_every_form_begins_its_support_with_the_sites_line() {
    let whole = fs::read_to_string(folder("valid").join("support-alone.toml")).unwrap();
    let site = Site::with(&whole.replace("name = \"a\"", "name = \"Walk-in hour\""));
    for (form, before) in [("text", "Near here: Walk-in hour"), ("markdown", "Near here: Walk\\-in hour")] {
        let (status, out, err) = site.report(&["--format", form, "--settings", "settings.toml"]);
        assert_eq!((status, &*err), (0, ""));
        let at = out.find(before).or_else(|| out.find("Near here: Walk-in hour"));
        let at = at.unwrap_or_else(|| panic!("{before}\n{out}"));
        assert!(at < out.find("checked 2026-11-23").unwrap_or(usize::MAX), "{out}");
    }
}

#[test]
fn every_language_of_the_content_has_the_sites_lines() {
    let library = Library::open(Some(Path::new(own::FILE))).unwrap().with_own_support(lines_of_the_site());
    for tag in library.tags() {
        let spoken = library.spoken(&[Some(&tag)]).unwrap();
        let page = spoken.questionnaire.support("GB");
        assert!(page.lines().next().is_some_and(|line| line.name == "Walk-in hour"), "{tag}");
    }
    let (languages, _) = library.languages(&[], None, None).unwrap();
    for position in 0..languages.iter().count() {
        assert!(languages.at(position).questionnaire.support("US").has_own());
    }
}

#[test]
fn a_file_of_answers_given_as_settings_is_not_shown() {
    let site = Site::with("");
    let mut file = fs::File::create(site.0.path().join("a.json")).unwrap();
    file.write_all(b"{\"answers\": {\n\"raised-voices\": \"often\"}}").unwrap();
    let (status, out, err) = site.report(&["--settings", "a.json"]);
    assert_eq!((status, &*out), (1, ""));
    assert!(!err.contains("raised-voices") && err.contains("looks like JSON"), "{err}");
}

#[test]
fn where_a_site_has_its_own_questionnaire_answers_to_the_built_in_one_say_how_they_are_read() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("settings.toml"), format!("questions = {:?}\nregion = \"GB\"\n", own::FILE)).unwrap();
    let answered = answers_to(&shipped(), "\"answers\": {\"losing-interest\": \"often\"}");
    fs::write(path("answers.json"), &answered).unwrap();
    let run = |more: &[&str]| run_in(folder.path(), &[more, &["--settings", "settings.toml"]].concat());
    let say_how = |file: &str| {
        let (status, out, err) = run(&["report", file]);
        let told = flat(&err);
        assert_eq!((status, out.as_str()), (1, ""), "{err}");
        assert!(told.contains("To use it: --questions built-in"), "{err}");
        assert!(!told.contains("Without that file"), "{err}");
    };
    say_how("answers.json");
    let with_it = |more: &[&str]| {
        let (status, out, err) = run(&[more, &["--questions", "built-in"]].concat());
        assert_eq!((status, err.as_str()), (0, ""), "{more:?}");
        out
    };
    let report = with_it(&["report", "answers.json"]);
    assert!(flat(&report).contains("I lose interest in things I used to enjoy: Often"), "{report}");
    assert!(flat(&report).contains("For the United Kingdom."), "the settings are in use: {report}");
    // A response that another program has sent is told the same, and a blank form is the built-in one.
    fs::write(path("response.json"), with_it(&["report", "answers.json", "--format", "fhir"])).unwrap();
    say_how("response.json");
    assert!(with_it(&["questionnaire"]).contains("id = \"emotional-detachment\""));
    // A version that this program does not have is in no option of it.
    let (before, after) = answered.split_once("\"version\": \"").unwrap();
    fs::write(path("answers.json"), format!("{before}\"version\": \"0.{after}")).unwrap();
    let (_, _, err) = run(&["report", "answers.json"]);
    assert!(flat(&err).contains("Without that file"), "{err}");
}
