// Judges submissions by the portal's own engine, all processors of it. Reads lines {"form": FILE, "data": {…}} from standard input
// and writes a line for each: {"errors": [[path, rule], …], "data": {…} as the engine leaves it}.
// node formio.js PEERS NOW: PEERS is the folder with node_modules, NOW the moment that the engine takes for now.
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');

const now = Date.parse(process.argv[3]);
const RealDate = Date;
global.Date = class extends RealDate {
    constructor(...when) {
        super(...(when.length === 0 ? [now] : when));
    }
    static now() {
        return now;
    }
};
const core = path.join(process.argv[2], 'node_modules/@formio/core/lib/process');
const {processSync, Processors} = require(core);
console.warn = console.error = console.log = () => {};  // the engine speaks of values that it skips

const forms = new Map();
function formOf(file) {
    if (!forms.has(file)) forms.set(file, fs.readFileSync(file, 'utf8'));
    return JSON.parse(forms.get(file));  // the engine writes into the form
}

function judge({form, data}) {
    const definition = formOf(form);
    const scope = {errors: []};
    processSync({
        form: definition,
        components: definition.components,
        submission: {data},
        data,
        processors: Processors,
        scope,
        config: {},
    });
    return {errors: scope.errors.map((error) => [error.context.path, error.ruleName]), data};
}

readline.createInterface({input: process.stdin}).on('line', (line) => {
    process.stdout.write(JSON.stringify(judge(JSON.parse(line))) + '\n');
});
