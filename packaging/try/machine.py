#!/usr/bin/env python3
"""Tries the kiosk in a virtual machine with a real kernel, console, screen, keyboard and touch panel.

    machine.py build FOLDER --suite trixie --package stillpoint.deb     (root, debootstrap, mke2fs)
    machine.py try FOLDER console|wayland|x [--command "stillpoint"]    (qemu-system-x86_64)

`build` makes a bare Debian with the package in FOLDER/root and a disk of it. `try` starts it with the unit of one variant
enabled, types, clicks and touches, writes pictures of the screen to FOLDER/VARIANT-*.png, and says what it found. Look at
the pictures. Without --command the unit is taken as it is; with it, the command is run in the unit instead of the kiosk
and nobody waits for it to be ready. Nothing of the machine it runs on is used but the processor.
"""

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

BASE = "systemd,systemd-sysv,udev,dbus,libpam-systemd,linux-image-amd64,login,passwd,procps,kmod"
CONSOLE = "kbd,console-setup"
WAYLAND = "cage,foot,seatd,fonts-dejavu-core"
X = "xserver-xorg-core,xserver-xorg-input-libinput,xinit,xterm,x11-utils,x11-xserver-utils,x11-xkb-utils,fonts-dejavu-core"
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

    def __init__(self, folder, size):
        self.folder = folder
        for name in ("qmp", "serial"):
            (folder / name).unlink(missing_ok=True)
        width, height = size
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
        self.size = size
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


def attempt(folder, variant, command, size):
    """Starts the machine, sets one variant up, and tries it."""
    machine = Machine(folder, size)
    unit = UNITS[variant]
    try:
        machine.until("@@ready@@ ", 400)
        machine.shell("export SYSTEMD_COLORS=0 SYSTEMD_PAGER=cat SYSTEMD_URLIFY=0")
        set_up(machine, unit, variant, command)
        show(machine, unit, variant)
    finally:
        machine.end()


def set_up(machine, unit, variant, command):
    """Enables the unit, with another command if one is given, and starts it."""
    shell = machine.shell
    print(shell("cat /etc/debian_version; uname -r; systemctl --version | head -n 1; dpkg -s stillpoint | grep Version"))
    if command:
        drop = f"/run/systemd/system/{unit}.d"
        file = f"/usr/lib/systemd/system/{unit.replace('@tty1', '@')}"
        wanted = shell(f"sed -n 's/^ExecStart=//p' {file}")
        line = wanted.replace("/usr/bin/stillpoint kiosk --settings /etc/stillpoint/settings.toml", command)
        shell(f"mkdir -p {drop}; printf '[Service]\\nType=exec\\nWatchdogSec=0\\nExecStart=\\nExecStart=%s\\n' '{line}' > {drop}/try.conf")
        shell("systemctl daemon-reload")
    print(shell(f"systemctl enable {unit} 2>&1; systemctl start {unit} 2>&1; sleep 25; systemctl status {unit} --no-pager -n 30 2>&1", 120))


LEADING_OUT = [
    "ctrl-alt-f2", "alt-f3", "alt-right", "alt-left", "alt-up", "ctrl-alt-f12", "ctrl-alt-backspace", "alt-f4", "alt-tab",
    "ctrl-shift-n", "ctrl-shift-r", "ctrl-shift-o", "ctrl-shift-u", "ctrl-shift-v", "shift-insert", "shift-pgup",
    "ctrl-equal", "ctrl-minus", "ctrl-alt-equal", "shift-kp_add",
]


def show(machine, unit, variant):
    """Does what a visitor does, and what one may try; says what the machine thinks of it."""
    shell = machine.shell
    machine.picture(f"{variant}-1-start")
    # Where "Begin" stands in the personal checklist at 80x25; a first touch anywhere starts the kiosk.
    machine.keys("ret") if variant == "console" else machine.touch(0.125, 0.42)
    time.sleep(4)
    machine.picture(f"{variant}-2-begun")
    machine.keys(*LEADING_OUT)
    if variant != "console":
        for button in ("middle", "right"):
            machine.button(button)
        held = {"type": "qcode", "data": "ctrl"}
        machine.ask("input-send-event", events=[{"type": "key", "data": {"key": held, "down": True}}])
        for button in ("left", "middle", "right"):
            machine.button(button)
            time.sleep(1)
            machine.picture(f"{variant}-3-ctrl-{button}")
        machine.ask("input-send-event", events=[{"type": "key", "data": {"key": held, "down": False}}])
    machine.picture(f"{variant}-3-keys")
    print("in front, and running:", shell(f"fgconsole; systemctl is-active {unit}"))
    print("killed:", shell(f"pkill -9 -x stillpoint; sleep 3; systemctl is-active {unit}; sleep 30; systemctl is-active {unit}", 90))
    machine.picture(f"{variant}-4-back")
    seen = "systemctl show -P ExecMainStartTimestamp " + unit
    print("started anew:", shell(f"{seen}; systemctl start stillpoint-kiosk-fresh; sleep 30; {seen}; systemctl is-active {unit}", 90))
    machine.picture(f"{variant}-5-fresh")
    machine.keys("ctrl-c")
    time.sleep(1)
    machine.keys("ctrl-c")
    time.sleep(15)
    print("after two Ctrl-C (the personal checklist leaves, the kiosk wipes):",
          shell(f"systemctl is-active {unit} stillpoint-x-server getty@tty1; fgconsole"))
    machine.picture(f"{variant}-6-after-two-ctrl-c")
    print(shell("journalctl -b -u 'stillpoint-*' -o cat | tail -n 40"))


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
    trying.add_argument("--command")
    trying.add_argument("--size", default="1280x800")
    given = reader.parse_args()
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if given.verb == "build":
        build(folder, given.suite, given.package)
    else:
        width, height = re.fullmatch(r"(\d+)x(\d+)", given.size).groups()
        attempt(folder, given.variant, given.command, (int(width), int(height)))


if __name__ == "__main__":
    main()
