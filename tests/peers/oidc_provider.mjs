// A judge of the kiosk's sign-in: the certified OpenID provider from npm, behind TLS.
//   node oidc_provider.mjs serve CERTIFICATE KEY      prints {"issuer": …}; ends with its parent
//   node oidc_provider.mjs confirm URL LOGIN yes|no   does on its pages what a person with a telephone does
// NODE_PATH: the installed packages; NODE_EXTRA_CA_CERTS: the certificate, for `confirm`.
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , mode, ...rest] = process.argv;

async function serve(certificate, key) {
  const { Provider } = await import(pathToFileURL(createRequire(process.env.NODE_PATH + "/").resolve("oidc-provider")));
  const people = {
    "051190000123": { HoVaTen: "ĐINH THỊ ÁNH", SoDinhDanh: "051190000123", NgayThangNamSinh: "03/02/1990", LoaiTaiKhoan: "1" },
  };
  let handler = null;
  const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (q, a) => handler(q, a));
  server.listen(0, "127.0.0.1", () => {
    const issuer = `https://localhost:${server.address().port}`;
    const provider = new Provider(issuer, {
      clients: [{
        client_id: "kiosk-01", response_types: [], redirect_uris: [], token_endpoint_auth_method: "none",
        application_type: "native", grant_types: ["urn:ietf:params:oauth:grant-type:device_code"],
      }],
      features: { deviceFlow: { enabled: true }, revocation: { enabled: true }, devInteractions: { enabled: true } },
      claims: { profile: ["HoVaTen", "SoDinhDanh", "NgayThangNamSinh", "LoaiTaiKhoan"] },
      findAccount: async (ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
      cookies: { keys: ["test"] },
    });
    handler = provider.callback();
    console.log(JSON.stringify({ issuer }));
  });
  const parent = process.ppid;
  setInterval(() => { if (process.ppid !== parent) process.exit(0); }, 500);
}

async function confirm(url, login, yes) {
  const jar = new Map();
  async function open(address, options = {}) {
    for (let hop = 0; hop < 15; hop += 1) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(address, { ...options, redirect: "manual", headers: { ...options.headers, cookie } });
      for (const one of answer.headers.getSetCookie()) {
        const [pair] = one.split(";");
        jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
      }
      if (answer.status < 300 || answer.status >= 400) return [address, await answer.text()];
      address = new URL(answer.headers.get("location"), address).href;
      options = {};
    }
    throw new Error("redirected too often");
  }
  let [address, page] = await open(url);
  for (let step = 0; step < 8; step += 1) {
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    if (!action) break;
    const fields = {};
    for (const [input] of page.matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]+)"/.exec(input)?.[1];
      if (name) fields[name] = /value="([^"]*)"/.exec(input)?.[1] ?? "";
    }
    if ("login" in fields) Object.assign(fields, { login, password: "x" });
    if (yes) delete fields.abort;
    if (yes && page.includes('name="confirm"')) fields.confirm = "yes";
    if (!yes && page.includes('name="abort"')) Object.assign(fields, { abort: "yes" });
    [address, page] = await open(new URL(action, address).href, {
      method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams(fields),
    });
  }
  console.log(page.replace(/<style[\s\S]*?<\/style>/g, "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").slice(0, 300));
}

if (mode === "serve") await serve(...rest);
else await confirm(rest[0], rest[1], rest[2] === "yes");
