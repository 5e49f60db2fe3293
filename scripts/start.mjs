// Only syntax that the oldest Node understands: the first thing to say may be that it is too old.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `LunaSentri needs Node.js 20.19 or newer, preferably 24 LTS; this is ${process.version}.\n` +
      "Install it from https://nodejs.org and start again.\n",
  );
  process.exit(1);
}
const { whenMain } = await import("./run.mjs");
const { launch } = await import("./launch.mjs");
await whenMain(import.meta.url, launch);
