// Only what the oldest Node understands may stand here: the first thing to say is that it is too old.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `LunaSentri needs Node.js 20.19 or newer, 24 LTS for preference; this is ${process.version}.\n` +
      "Install it from https://nodejs.org and start again.\n",
  );
  process.exit(1);
}
const { whenMain } = await import("./run.mjs");
const { launch } = await import("./launch.mjs");
await whenMain(import.meta.url, launch);
