// A judge of uploads that go on where they broke: the reference server of tus from npm, behind TLS.
//   node tus_server.mjs CERTIFICATE KEY FOLDER    prints {"port": …}; what it has is in the folder
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , certificate, key, directory] = process.argv;
const require = createRequire(process.env.NODE_PATH + "/");
const { Server } = await import(pathToFileURL(require.resolve("@tus/server")));
const { FileStore } = await import(pathToFileURL(require.resolve("@tus/file-store")));
const tus = new Server({ path: "/fi/tus", datastore: new FileStore({ directory }) });
const front = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (question, answer) => tus.handle(question, answer));
front.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: front.address().port })));
const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) process.exit(0); }, 300);
