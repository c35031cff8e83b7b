// What readers of codes that are no library of Debian's say of written pictures, for the union of all peers:
//   bench_codes --write FOLDER …; node said.mjs zxing|jsqr|opencv FOLDER > FILE; bench_codes … --said NAME FILE
// Their packages come from the npm registry: `npm install --ignore-scripts` of package.json, beside which this is started.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const [reader, folder] = process.argv.slice(2);

/** Our own drawings: P5, 255. */
function greyOf(file) {
    const bytes = readFileSync(file);
    const head = /^P5\n(\d+) (\d+)\n255\n/.exec(bytes.subarray(0, 40).toString("latin1"));
    return { width: Number(head[1]), height: Number(head[2]), grey: bytes.subarray(head[0].length) };
}

function rgbaOf({ width, height, grey }) {
    const rgba = new Uint8ClampedArray(width * height * 4);
    for (let i = 0; i < grey.length; ++i) rgba.set([grey[i], grey[i], grey[i], 255], 4 * i);
    return { data: rgba, width, height };
}

const readers = {
    async zxing() {
        const { readBarcodes, prepareZXingModule } = require("zxing-wasm/reader");
        const wasm = require.resolve("zxing-wasm/reader").replace(/dist\/.*/, "dist/reader/zxing_reader.wasm");
        await prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm) }, fireImmediately: true });
        return async (picture) => (await readBarcodes(rgbaOf(picture), { tryHarder: true })).map((one) => one.text);
    },
    async jsqr() {
        const jsqr = require("jsqr");
        return async (picture) => {
            const { data, width, height } = rgbaOf(picture);
            const found = (jsqr.default ?? jsqr)(data, width, height);
            return found ? [found.data] : [];
        };
    },
    async opencv() {
        const cv = require("@techstark/opencv-js"); // never awaited: it is a thenable that answers with itself
        await new Promise((done) => (cv.onRuntimeInitialized = () => done()));
        const qr = new cv.QRCodeDetector();
        const bars = new cv.barcode_BarcodeDetector();
        return async ({ width, height, grey }) => {
            const mat = cv.matFromArray(height, width, cv.CV_8UC1, grey);
            const corners = new cv.Mat();
            try {
                return [qr.detectAndDecode(mat, corners), bars.detectAndDecode(mat, corners)].filter(Boolean);
            } catch {
                return []; // it throws on some pictures; what it does not read it does not read
            } finally {
                mat.delete();
                corners.delete();
            }
        };
    },
};

const read = await readers[reader]();
for (const name of readdirSync(folder).filter((one) => one.endsWith(".pgm"))) {
    for (const text of await read(greyOf(join(folder, name)))) process.stdout.write(`${name.slice(0, -4)}\t${text}\n`);
}
