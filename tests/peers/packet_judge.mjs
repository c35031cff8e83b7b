// The judge of our own schema checker: ajv reads the same schema and says of each JSON text (one a line) "valid" or
// "invalid". Usage: node packet_judge.mjs SCHEMA TEXTS, with NODE_PATH at the installed packages.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.NODE_PATH + "/");
const Ajv = require("ajv/dist/2020.js");

const [, , schema, texts] = process.argv;
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, unicodeRegExp: false });
// Written on its own, by the calendar of JavaScript.
ajv.addFormat("packet-time", (text) => {
  if (text === "") return true;
  const part = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!part) return false;
  const [y, mo, d, h, mi, s] = part.slice(1).map(Number);
  const at = new Date(0);
  at.setUTCFullYear(y, mo - 1, d);
  at.setUTCHours(h, mi, s);
  return y > 0 && at.getUTCFullYear() === y && at.getUTCMonth() === mo - 1 && at.getUTCDate() === d &&
    h < 24 && mi < 60 && s < 60;
});
const judge = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
const verdicts = readFileSync(texts, "utf8").split("\n").filter((line) => line !== "")
  .map((line) => (judge(JSON.parse(line)) ? "valid" : `invalid ${judge.errors.map((error) => error.keyword).join(" ")}`));
process.stdout.write(verdicts.join("\n") + "\n");
