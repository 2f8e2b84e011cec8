//! The commands of the pages that no test here runs, each with the reason and with what runs it instead.
//!
//! A line stands here exactly as it stands on the page. One that is on no page any more fails the test.

/// Lines that are not run for one reason.
pub(super) struct NotRun {
    /// Why, and what runs them or who tried them.
    pub why: &'static str,
    /// The lines.
    pub lines: &'static [&'static str],
}

/// All of them.
pub(super) const NOT_RUN: [NotRun; 8] = [
    NotRun {
        why: "They build the program, or are the tests themselves: .ci/run has the same commands as stages",
        lines: &["cargo run --release", "cargo test", "cargo install --path .", ".ci/run"],
    },
    NotRun {
        why: "They need a nightly tool chain and cargo-fuzz; tests/it/fuzzed.rs feeds the same targets the same seeds",
        lines: &[
            "cargo +nightly fuzz run questionnaire fuzz/corpus/questionnaire tests/content/valid tests/content/invalid",
            "cargo +nightly fuzz run response fuzz/corpus/response tests/content/answers/valid tests/content/answers/invalid",
            "cargo +nightly fuzz run settings fuzz/corpus/settings tests/content/settings/valid tests/content/settings/invalid",
            "cargo +nightly fuzz run wording fuzz/corpus/wording languages",
        ],
    },
    NotRun {
        why: "They install packages as root; packaging/try/machine.py installs the same ones in a virtual machine",
        lines: &[
            "apt install ./stillpoint_0.1.0-1_amd64.deb kbd console-setup",
            "apt install --no-install-recommends cage foot seatd fonts-dejavu-core",
            "apt install --no-install-recommends xserver-xorg-core xserver-xorg-input-libinput xauth xterm x11-utils x11-xserver-utils x11-xkb-utils fonts-dejavu-core",
        ],
    },
    NotRun {
        why: "They switch services on as root; packaging/try/machine.py does it in a virtual machine",
        lines: &[
            "systemctl enable --now stillpoint-kiosk@tty1.service",
            "systemctl enable --now stillpoint-kiosk-wayland.service",
            "systemctl enable --now stillpoint-kiosk-x.service",
        ],
    },
    NotRun {
        why: "It needs the account that the package makes; packaging/try/machine.py does it in a virtual machine",
        lines: &["chown root:stillpoint /etc/stillpoint/settings.toml"],
    },
    NotRun {
        why: "It needs the installed package; .ci/run judges the units of the package in the same way",
        lines: &["systemd-analyze security --offline=true /usr/lib/systemd/system/stillpoint-kiosk@.service"],
    },
    NotRun {
        why: "They set up CUPS as root; docs/printing.md says how they were tried by hand",
        lines: &[
            "apt-get install cups",
            "lpadmin -p desk -E -v ipp://printer.example/ipp/print -m everywhere",
            "systemctl daemon-reload",
            "systemctl enable --now var-spool-cups.mount",
            "systemctl restart cups",
            "findmnt /var/spool/cups",
            "ls -lR /var/spool/cups",
            "lpstat -W completed -o",
        ],
    },
    NotRun {
        why: "They set up node_exporter as root; docs/fleet.md says how they were tried by hand",
        lines: &[
            "apt-get install --no-install-recommends prometheus-node-exporter",
            "install -d -o kiosk -m 0755 /var/lib/stillpoint-totals",
            "ln -s /var/lib/stillpoint-totals/stillpoint.prom /var/lib/prometheus/node-exporter/stillpoint.prom",
        ],
    },
];

/// Says whether a line is one of them.
pub(super) fn is_not_run(line: &str) -> bool {
    NOT_RUN.iter().any(|rows| rows.lines.contains(&line))
}
