"""Compiles the hot modules of a checkout into the environment that runs this: `make compiled`, part of `make setup`.

`CLAIMBOARD_COMPILE` decides: 0 removes what was compiled; 1 fails where nothing can be compiled; without it, one line
says so and pure Python is used. What is compiled from these sources already is not compiled again.
"""

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from hook import DIGEST_NAME, SWITCH, is_current, sources_digest

CHECKOUT = Path(__file__).resolve().parents[1]
COMPILED = Path(sys.prefix) / "compiled"
SITE_PACKAGES = Path(sysconfig.get_path("purelib"))
HOOK_NAME = "_claimboard_compiled"


def main() -> None:
    """Compile, and exit with 1 where that was asked for and failed."""
    switch = os.environ.get(SWITCH)
    if switch == "0":
        remove()
        print(f"Not compiled, since {SWITCH} is 0: pure Python is used")
    elif not is_current(COMPILED, CHECKOUT):
        print("Compiling the hot modules with mypyc; this takes a minute", flush=True)
        failure = build()
        if failure:
            print(f"Not compiled, pure Python is used: {failure}", file=sys.stderr)
            sys.exit(1 if switch == "1" else 0)
    else:
        install_hook()


def build() -> str | None:
    """Compile into the environment; return why that is not possible, if it is not."""
    remove()
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "")[:1]
    if compiler and not shutil.which(compiler[0]):
        return f"there is no C compiler {compiler[0]}"
    if importlib.util.find_spec("mypyc") is None:
        return "mypy is not installed"
    work = COMPILED.with_name("compiled.work")
    shutil.rmtree(work, ignore_errors=True)
    command = [sys.executable, "setup.py", "--quiet", "build", f"--build-base={work}", f"--build-lib={work / 'lib'}"]
    done = subprocess.run(
        command, cwd=CHECKOUT, env={**os.environ, SWITCH: "1"}, capture_output=True, encoding="utf-8", errors="replace"
    )
    try:
        if done.returncode:
            output = (done.stdout + done.stderr).strip().splitlines()
            return next((line for line in reversed(output) if "error" in line.lower()), " ".join(output[-1:]))
        # Of the copies that were compiled: if somebody has changed the sources meanwhile, it is not used.
        digest = sources_digest(work / "lib" / "claimboard")
        (work / "lib" / DIGEST_NAME).write_text(digest, encoding="ascii")
        (work / "lib").replace(COMPILED)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    install_hook()
    return None


def install_hook() -> None:
    """Let every process of the environment find the compiled modules."""
    shutil.copyfile(Path(__file__).with_name("hook.py"), SITE_PACKAGES / f"{HOOK_NAME}.py")
    line = f"import {HOOK_NAME}; {HOOK_NAME}.install()\n"
    (SITE_PACKAGES / f"{HOOK_NAME}.pth").write_text(line, encoding="ascii")


def remove() -> None:
    """Take the compiled modules out of the environment."""
    for suffix in ("pth", "py"):
        (SITE_PACKAGES / f"{HOOK_NAME}.{suffix}").unlink(missing_ok=True)
    shutil.rmtree(COMPILED, ignore_errors=True)


if __name__ == "__main__":
    main()
