// A judge of the contract: prism from npm between the kiosk and a portal, both held to config/portal/openapi.yaml. Behind TLS,
// for a kiosk speaks nothing else.
//   node contract_judge.mjs CONTRACT PORTAL_URL CERTIFICATE KEY
// prints {"url": …} when it judges; a request or answer that breaks the contract is answered 4xx or 500, and its reason is a line
// {"broken": …}. NODE_PATH: the installed packages; NODE_EXTRA_CA_CERTS: the portal's certificate.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:https";
import { createServer as listen } from "node:net";

const [, , contract, portal, certificate, key] = process.argv;
const prism_port = await new Promise((found) => {
  const probe = listen().listen(0, "127.0.0.1", () => { const { port } = probe.address(); probe.close(() => found(port)); });
});
const prism = spawn(process.execPath, [`${process.env.NODE_PATH}/.bin/prism`, "proxy", contract, portal, "--errors", "-h", "127.0.0.1",
  "-p", String(prism_port)], { stdio: ["ignore", "pipe", "inherit"] });
const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) { prism.kill(); process.exit(0); } }, 300);
process.on("SIGTERM", () => { prism.kill(); process.exit(0); });

function pass(question, answer) {
  const onward = request({ host: "127.0.0.1", port: prism_port, method: question.method, path: question.url, headers: question.headers }, (said) => {
    const parts = [];
    said.on("data", (part) => parts.push(part)).on("end", () => {
      const body = Buffer.concat(parts);
      if (/problem\+json/.test(said.headers["content-type"] ?? ""))
        console.log(JSON.stringify({ broken: `${question.method} ${question.url}`, why: JSON.parse(body) }));
      const headers = { ...said.headers };
      delete headers["transfer-encoding"];
      answer.writeHead(said.statusCode, { ...headers, "content-length": body.length }).end(body);
    });
  });
  onward.on("error", () => answer.writeHead(502).end());
  question.pipe(onward);
}

const front = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, pass);
let told = "";
prism.stdout.on("data", (text) => {
  told += text;
  if (front.listening || !told.includes("Prism is listening")) return;
  front.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ url: `https://localhost:${front.address().port}` })));
});
