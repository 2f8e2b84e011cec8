#!/usr/bin/env python3
"""Tries the kiosk in a virtual machine with a real kernel, console, screen, keyboard and touch panel.

    machine.py build FOLDER --suite trixie --package stillpoint.deb     (root, debootstrap, mke2fs)
    machine.py try FOLDER console|wayland|x    (qemu-system-x86_64 of QEMU 8.1 or later, for the touch panel)

`build` makes a bare Debian with the package in FOLDER/root and a disk of it. `try` starts it with the unit of one variant
enabled, types, clicks and touches, kills and stops processes, comes in as staff, writes pictures of the screen to
FOLDER/VARIANT-*.png, and says what it found. Look at the pictures. Places on the screen are those at 1280x800. Nothing of
the machine it runs on is used but the processor.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

BASE = "systemd,systemd-sysv,udev,dbus,libpam-systemd,linux-image-amd64,login,passwd,procps,kmod"
CONSOLE = "kbd,console-setup"
WAYLAND = "cage,foot,seatd,fonts-dejavu-core"
X = "xserver-xorg-core,xserver-xorg-input-libinput,xauth,xterm,x11-utils,x11-xserver-utils,x11-xkb-utils,fonts-dejavu-core"
SIZE = (1280, 800)
# A PIN without 0, for the touches on its pad.
PIN = "482913"
UNITS = {
    "console": "stillpoint-kiosk@tty1.service",
    "wayland": "stillpoint-kiosk-wayland.service",
    "x": "stillpoint-kiosk-x.service",
}


def run(*command, **more):
    """Runs a command and ends the trial if it fails."""
    print("$", *command, flush=True)
    subprocess.run([str(part) for part in command], check=True, **more)


def build(folder, suite, package):
    """Makes FOLDER/root, a bare Debian with the package, and FOLDER/disk, kernel and initrd of it."""
    root = folder / "root"
    if not (root / "etc/debian_version").exists():
        wanted = ",".join([BASE, CONSOLE, WAYLAND, X])
        run("debootstrap", "--variant=minbase", f"--include={wanted}", suite, root)
    shutil.copy(package, root / "tmp/stillpoint.deb")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    run("chroot", root, "dpkg", "--install", "/tmp/stillpoint.deb", env=environment)
    run("chroot", root, "passwd", "--delete", "root")
    (root / "etc/hostname").write_text("kiosk\n")
    (root / "etc/fstab").write_text("/dev/vda / ext4 defaults 0 1\n")
    # A shell of root on the serial port, with which this script asks the machine.
    unit = root / "etc/systemd/system/serial-getty@ttyS0.service.d"
    unit.mkdir(parents=True, exist_ok=True)
    (unit / "shell.conf").write_text(
        "[Service]\nExecStart=\nExecStart=-/bin/sh -c 'stty -echo cols 200; PS1=\"@@ready@@ \" exec /bin/sh -i'\nType=idle\n"
    )
    initrd, kernel = max(root.glob("boot/initrd.img-*")), max(root.glob("boot/vmlinuz-*"))
    shutil.copy(initrd, folder / "initrd")
    shutil.copy(kernel, folder / "kernel")
    disk = folder / "disk"
    disk.unlink(missing_ok=True)
    run("mke2fs", "-q", "-t", "ext4", "-d", root, disk, "4G")


class Machine:
    """A running virtual machine: its serial shell, its screen, keyboard, pointer and touch panel."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("qmp", "serial"):
            (folder / name).unlink(missing_ok=True)
        width, height = SIZE
        # Set to "-accel kvm" where that works; in a virtual machine it often does not.
        accelerated = os.environ.get("MACHINE_ACCEL", "-accel tcg,thread=multi -cpu max").split()
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", *accelerated, "-m", "1024", "-smp", "2", "-nodefaults", "-display", "none", "-snapshot",
             "-kernel", folder / "kernel", "-initrd", folder / "initrd",
             "-append", "root=/dev/vda rw console=ttyS0 console=tty0 quiet systemd.journald.forward_to_console=0",
             "-drive", f"file={folder / 'disk'},format=raw,if=virtio",
             "-device", f"VGA,xres={width},yres={height},edid=on,vgamem_mb=64",
             "-device", "virtio-keyboard-pci", "-device", "virtio-mouse-pci", "-device", "virtio-multitouch-pci",
             "-chardev", f"socket,id=serial,path={folder / 'serial'},server=on,wait=off", "-serial", "chardev:serial",
             "-qmp", f"unix:{folder / 'qmp'},server=on,wait=off", "-nic", "none"],
            stdin=subprocess.DEVNULL,
        )
        self.control = self.connect("qmp").makefile("rw")
        self.control.readline()
        self.ask("qmp_capabilities")
        self.serial = self.connect("serial")
        self.serial.settimeout(1)
        self.heard = ""
        self.asked = 0

    def connect(self, name):
        """Waits until qemu listens."""
        for _ in range(100):
            try:
                wire = socket.socket(socket.AF_UNIX)
                wire.connect(str(self.folder / name))
                return wire
            except OSError:
                time.sleep(0.1)
        sys.exit("qemu does not answer")

    def ask(self, command, **arguments):
        """Asks qemu itself."""
        self.control.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.control.flush()
        while True:
            said = json.loads(self.control.readline())
            if "error" in said:
                raise RuntimeError(said["error"])
            if "return" in said:
                return said["return"]

    def until(self, mark, seconds):
        """Reads what the serial shell says up to a mark."""
        end = time.monotonic() + seconds
        while mark not in self.heard:
            if time.monotonic() > end:
                raise TimeoutError(f"no {mark!r} in: {self.heard[-2000:]}")
            try:
                self.heard += self.serial.recv(65536).decode("utf-8", "replace").replace("\r", "")
            except TimeoutError:
                continue
        before, _, self.heard = self.heard.partition(mark)
        return before

    def shell(self, command, seconds=60):
        """Runs a command as root in the machine and returns what it said."""
        self.asked += 1
        self.serial.sendall(command.encode() + f"; echo @@end-{self.asked}@@\n".encode())
        return self.until(f"@@end-{self.asked}@@", seconds).replace("@@ready@@", "").strip()

    def keys(self, *chords):
        """Presses keys, such as 'down' or 'ctrl-alt-f2'."""
        for chord in chords:
            codes = [{"type": "qcode", "data": code} for code in chord.split("-")]
            self.ask("send-key", keys=codes)
            time.sleep(0.2)

    def touch(self, x, y, held=0.15):
        """Touches the panel at a part of its width and height."""
        def finger(kind, **more):
            return {"type": "mtt", "data": {"type": kind, "slot": 0, "tracking-id": 1, "axis": "x", "value": 0, **more}}

        def contact(down):
            return {"type": "btn", "data": {"button": "touch", "down": down}}

        place = [finger("data", axis=axis, value=int(part * 0x7FFF)) for axis, part in (("x", x), ("y", y))]
        self.ask("input-send-event", events=[finger("begin"), *place, contact(True)])
        time.sleep(held)
        self.ask("input-send-event", events=[finger("end", **{"tracking-id": -1}), contact(False)])
        time.sleep(0.5)

    def move(self, dx, dy):
        """Moves the mouse."""
        axes = [("x", dx), ("y", dy)]
        self.ask("input-send-event", events=[{"type": "rel", "data": {"axis": a, "value": v}} for a, v in axes])

    def button(self, name="left"):
        """Clicks."""
        for down in (True, False):
            self.ask("input-send-event", events=[{"type": "btn", "data": {"button": name, "down": down}}])
            time.sleep(0.05)
        time.sleep(0.3)

    def picture(self, name):
        """Writes what stands on the screen."""
        path = self.folder / f"{name}.png"
        self.ask("screendump", filename=str(path), format="png")
        print("picture:", path, flush=True)

    def end(self):
        """Switches the machine off."""
        self.process.terminate()
        self.process.wait(20)


def attempt(folder, variant):
    """Starts the machine, sets one variant up as docs/kiosk.md says, and tries it."""
    machine = Machine(folder)
    try:
        machine.until("@@ready@@ ", 500)
        machine.shell("export SYSTEMD_COLORS=0 SYSTEMD_PAGER=cat SYSTEMD_URLIFY=0")
        set_up(machine, variant)
        be_a_visitor(machine, variant)
        try_to_get_out(machine, variant)
        break_it(machine, variant)
        be_staff(machine, variant)
    finally:
        machine.end()


def set_up(machine, variant):
    """Sets a PIN and a font that has all signs, enables the unit and starts it."""
    shell, unit = machine.shell, UNITS[variant]
    print(shell("cat /etc/debian_version; uname -r; systemctl --version | head -n 1; dpkg -s stillpoint | grep Version"))
    machine.serial.sendall(b"stillpoint kiosk --set-pin\n")
    for asked in ("is shown): ", "once more: "):
        machine.until(asked, 60)
        machine.serial.sendall(PIN.encode() + b"\r")
    machine.until("$argon2id$", 60)
    pin_hash = "$argon2id$" + machine.until("\n", 60).strip()
    settings = "/etc/stillpoint/settings.toml"
    values = {"pin_hash": f'"{pin_hash}"', "print_command": '["cat"]', "counters_file": '"/var/lib/stillpoint/kiosk.prom"'}
    for key, value in values.items():
        shell(f"sed -i 's|^#{key} = .*|{key} = {value}|' {settings}")
    print(shell(f"chown root:stillpoint {settings}; chmod 640 {settings}; stillpoint check {settings}"))
    if variant == "console":
        font = "-e 's/^CODESET=.*/CODESET=Vietnamese/' -e 's/^FONTFACE=.*/FONTFACE=Terminus/' -e 's/^FONTSIZE=.*/FONTSIZE=16x32/'"
        shell(f"sed -i {font} /etc/default/console-setup; setupcon --save --force -f")
        shell("echo 'KIOSK_OPTIONS=--glyphs unicode' >> /etc/default/stillpoint-kiosk")
    print(shell(f"systemctl enable --now {unit} 2>&1; sleep 40; systemctl status {unit} --no-pager -n 30 2>&1", 200))
    machine.picture(f"{variant}-1-start")


def be_a_visitor(machine, variant):
    """Goes through everything without an answer, to a code for a phone."""
    if variant == "console":
        machine.keys("ret")
    else:
        machine.touch(0.3, 0.45)
    time.sleep(4)
    machine.picture(f"{variant}-2-begun")
    machine.keys(*["right"] * 28)
    time.sleep(2)
    machine.picture(f"{variant}-3-end")
    for page in ("4-along", "5-code"):
        machine.keys("1")
        time.sleep(3)
        machine.picture(f"{variant}-{page}")
    read = shutil.which("zbarimg")
    if read:
        print("a reader sees:")
        subprocess.run([read, "--quiet", "--raw", machine.folder / f"{variant}-5-code.png"], check=False)


LEADING_OUT = [
    "ctrl-alt-f2", "alt-f3", "alt-right", "alt-left", "alt-up", "ctrl-alt-f12", "ctrl-alt-backspace", "alt-f4", "alt-tab",
    "ctrl-shift-n", "ctrl-shift-r", "ctrl-shift-o", "ctrl-shift-u", "ctrl-shift-v", "shift-insert", "shift-pgup",
    "ctrl-equal", "ctrl-minus", "ctrl-alt-equal", "shift-kp_add",
]


def try_to_get_out(machine, variant):
    """Presses what leads out elsewhere."""
    machine.keys(*LEADING_OUT)
    if variant != "console":
        for button in ("middle", "right"):
            machine.button(button)
        held = {"type": "qcode", "data": "ctrl"}
        machine.ask("input-send-event", events=[{"type": "key", "data": {"key": held, "down": True}}])
        for button in ("left", "middle", "right"):
            machine.button(button)
            time.sleep(1)
            machine.picture(f"{variant}-6-ctrl-{button}")
        machine.ask("input-send-event", events=[{"type": "key", "data": {"key": held, "down": False}}])
    machine.picture(f"{variant}-6-keys")
    print("in front, and running:", machine.shell(f"fgconsole; systemctl is-active {UNITS[variant]}"))


def break_it(machine, variant):
    """Kills the visitor's process and the supervisor, stops the supervisor, and starts all anew as each night."""
    unit = UNITS[variant]
    state = f"systemctl show -P ExecMainStartTimestamp -P NRestarts -P ActiveState {unit}"
    supervisor = "^/usr/bin/stillpoint kiosk"
    for what, command, seconds in [
        ("the visitor's process killed", "pkill -9 -f 'child visitor'", 5),
        ("the supervisor killed", f"pkill -9 -f '{supervisor}'", 30),
        ("the supervisor stopped", f"pkill -STOP -f '{supervisor}'", 75),
        ("started anew", "systemctl start stillpoint-kiosk-fresh", 40),
    ]:
        print(f"{what}:", machine.shell(f"{command}; sleep {seconds}; {state}", seconds + 60).split("\n"))
        machine.picture(f"{variant}-7-{what.replace(' ', '-')}")


def be_staff(machine, variant):
    """Comes in by chord and PIN, in a graphical kiosk by touch, and ends the kiosk."""
    unit = UNITS[variant]
    if variant == "console":
        machine.keys("ret", "ctrl-k", "ctrl-t", "ctrl-k", "ctrl-t")
        time.sleep(4)
        machine.keys(*PIN, "ret")
    else:
        machine.touch(0.3, 0.45)
        time.sleep(3)
        for x, y in ((0.004, 0.01), (0.996, 0.01), (0.996, 0.99), (0.004, 0.99), (0.004, 0.01)):
            machine.touch(x, y, 0.1)
        time.sleep(5)
        for digit in PIN:
            machine.touch(0.292 + (int(digit) - 1) % 3 * 0.2, 0.58 + (int(digit) - 1) // 3 * 0.12, 0.1)
        machine.touch(0.692, 0.94, 0.1)
    time.sleep(6)
    machine.picture(f"{variant}-8-staff")
    machine.keys("5")
    time.sleep(25)
    print("left by the PIN:", machine.shell(f"systemctl is-active {unit} stillpoint-x-server getty@tty1; fgconsole; ls -l /var/lib/stillpoint"))
    machine.picture(f"{variant}-9-left")
    print(machine.shell("journalctl -b -u 'stillpoint-*' -o cat | tail -n 60"))


def main():
    """Reads the arguments."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = reader.add_subparsers(dest="verb", required=True)
    building = verbs.add_parser("build")
    building.add_argument("folder", type=Path)
    building.add_argument("--suite", default="trixie")
    building.add_argument("--package", type=Path, required=True)
    trying = verbs.add_parser("try")
    trying.add_argument("folder", type=Path)
    trying.add_argument("variant", choices=UNITS)
    given = reader.parse_args()
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if given.verb == "build":
        build(folder, given.suite, given.package)
    else:
        attempt(folder, given.variant)


if __name__ == "__main__":
    main()
