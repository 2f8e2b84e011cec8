//! The commands of the pages that no test here runs, each with the reason and with what runs it instead.
//!
//! A command stands here exactly as it stands on the page, in a block or within a sentence. One that is on no page any more
//! fails the test.

/// Lines that are not run for one reason.
pub(super) struct NotRun {
    /// Why, and what runs them or who tried them.
    pub why: &'static str,
    /// The lines.
    pub lines: &'static [&'static str],
}

/// All of them.
pub(super) const NOT_RUN: [NotRun; 19] = [
    NotRun {
        why: "They build the program, or are the tests themselves: .ci/run has the same commands as stages",
        lines: &[
            "cargo run --release",
            "cargo test",
            "cargo install --path .",
            ".ci/run",
            "cargo build --release",
            "cargo test papers",
            "cargo test --lib lint",
            "tests/interop/run target/release/stillpoint",
            "tests/interop/run PROGRAM part",
            "tests/pages/run target/release/stillpoint",
        ],
    },
    NotRun {
        why: "They need a nightly tool chain and cargo-fuzz; tests/it/fuzzed.rs feeds the same targets the same seeds",
        lines: &[
            "cargo +nightly fuzz run questionnaire fuzz/corpus/questionnaire tests/content/valid tests/content/invalid",
            "cargo +nightly fuzz run response fuzz/corpus/response tests/content/answers/valid tests/content/answers/invalid",
            "cargo +nightly fuzz run settings fuzz/corpus/settings tests/content/settings/valid tests/content/settings/invalid",
            "cargo +nightly fuzz run wording fuzz/corpus/wording languages",
            "cargo fuzz",
        ],
    },
    NotRun {
        why: "They build releases; .ci/run builds the program, the package and the crate with dist/build",
        lines: &["dist/build", "dist/build program pages deb", "dist/build static", "dist/reproduce"],
    },
    NotRun {
        why: "They look at what dist/build has left, or fetch what it can use; docs/packages.md says what was tried",
        lines: &[
            "dpkg-deb --field FILE Depends",
            "pip install 'cyclonedx-python-lib[json-validation]'",
            "rustup target add x86_64-unknown-linux-musl",
            "sha256sum --check SHA256SUMS",
        ],
    },
    NotRun {
        why: "They install and remove the package as root; tests/package/run does it with dpkg in bare roots",
        lines: &[
            "apt install ./stillpoint_0.1.0-1_amd64.deb",
            "apt remove stillpoint",
            "apt purge stillpoint",
            "man stillpoint",
            "userdel stillpoint",
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
    NotRun {
        why: "They are for builders: they take minutes, a network or a virtual machine, and are run by hand",
        lines: &[
            "benches/instructions --write",
            "cargo run -- check",
            "cargo run -- check languages/TAG.toml translations/TAG.toml",
            "cargo test --release --test it any_events",
            "npm install --legacy-peer-deps --ignore-scripts --package-lock-only",
            "packaging/try/machine.py --help",
            "python3 benches/many.py",
            "python3 benches/measure.py",
            "python3 benches/walkthrough.py",
        ],
    },
    NotRun {
        why: "They need asciinema; tests/it/pictures.rs makes the casts, and a test plays them",
        lines: &[
            "asciinema play casts/counselor.cast",
            "asciinema play casts/kiosk.cast",
            "asciinema play casts/person.cast",
        ],
    },
    NotRun {
        why: "They need promtool; .ci/run calls it where it is there, and else another client of Prometheus",
        lines: &["promtool check metrics"],
    },
    NotRun {
        why: "They are no whole commands: somebody puts a file or a setting of their own behind them",
        lines: &["age -p", "chmod 0600", "chmod 600", "umask 077"],
    },
    NotRun {
        why: "They need a voice; docs/accessibility.md says what was heard and how long it took",
        lines: &["espeak-ng -v en -w heard.wav -f heard.txt", "espeak-ng -v en -q --ipa -f heard.txt"],
    },
    NotRun {
        why: "They are for a file that a shell reads at its start; tests/completions/run drives the scripts in the real shells",
        lines: &["source <(stillpoint completions bash)", "eval (stillpoint completions elvish \\| slurp)"],
    },
    NotRun {
        why: "They need root on the machine of a kiosk; docs/kiosk.md says beside each whether it was tried there",
        lines: &[
            "apt install ./stillpoint_….deb",
            "apt install usbguard",
            "apt purge stillpoint",
            "man stillpoint",
            "userdel stillpoint",
            "apt remove stillpoint",
            "cat /etc/debian_version",
            "cat /proc/cmdline",
            "deluser stillpoint",
            "dpkg-reconfigure console-setup",
            "echo 'install usb-storage /bin/false' > /etc/modprobe.d/kiosk.conf",
            "echo kernel.core_pattern=/dev/null > /etc/sysctl.d/91-kiosk.conf",
            "echo kernel.sysrq=0 > /etc/sysctl.d/90-kiosk.conf",
            "getent passwd stillpoint",
            "ip address",
            "journalctl -b -u 'stillpoint-*'",
            "journalctl -u 'stillpoint-*'",
            "journalctl -u stillpoint-x-server",
            "passwd -l root",
            "physlock -L",
            "pkill -9 -f 'child visitor'",
            "setxkbmap -option srvrkeys:none",
            "ss -tlnp",
            "swapoff -a",
            "swapon --show",
            "sysctl --system",
            "sysctl kernel.core_pattern",
            "sysctl kernel.sysrq",
            "systemctl daemon-reexec",
            "systemctl enable --now usbguard",
            "systemctl is-enabled stillpoint-kiosk@tty1 stillpoint-kiosk-wayland stillpoint-kiosk-x",
            "systemctl list-timers 'stillpoint*'",
            "systemctl list-units 'getty@*'",
            "systemctl mask ctrl-alt-del.target",
            "systemctl mask sleep.target suspend.target hibernate.target hybrid-sleep.target",
            "systemctl start stillpoint-kiosk-fresh",
            "systemctl start stillpoint-kiosk@tty1",
            "systemctl status stillpoint-kiosk@tty1",
            "systemd-analyze security",
            "usbguard generate-policy > /etc/usbguard/rules.conf",
            "usbguard list-devices",
        ],
    },
    NotRun {
        why: "They need CUPS and root; docs/printing.md says how they were tried by hand",
        lines: &[
            "cancel -a -x",
            "lpadmin -p desk -o printer-error-policy=abort-job",
            "systemd-tmpfiles --clean",
        ],
    },
];

/// What stands in a page as a command does, and is none: names, messages, and lines of files.
pub(super) const NO_COMMANDS: [&str; 9] = [
    "a-z A-Z 0-9 - _ .",
    "active (running)",
    "cjkwidth on",
    "export NAME",
    "maple 7",
    "remove NAME",
    "set superusers",
    "show NAME",
    "start operation timed out",
];

/// Says whether a line is one of them.
pub(super) fn is_not_run(line: &str) -> bool {
    NOT_RUN.iter().any(|rows| rows.lines.contains(&line))
}
