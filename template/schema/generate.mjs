// Writes the part of AWS's resource specification that the environment needs:
//
//   cd template/schema && npm ci --ignore-scripts && node generate.mjs
//
// Input: npm package @aws-cdk/aws-service-spec (Apache-2.0, pinned in package-lock.json), types.json (which
// types) and constraints.json (patterns and lengths, which the package leaves out; kept by hand from AWS's
// "CloudFormation template reference"). Output is committed; ordinary builds run nothing of this.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { loadAwsServiceSpecSync } = require('@aws-cdk/aws-service-spec');
const here = (name) => new URL(name, import.meta.url);
const json = (name) => JSON.parse(readFileSync(here(name), 'utf8'));
const output = '../src/main/resources/dev/safelight/template/schema/resources.json';

const db = loadAwsServiceSpecSync();
const { acted, inert } = json('types.json');
const constraints = json('constraints.json');
const used = new Set();

function sorted(entries) {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function type(t, definitions) {
  switch (t.type) {
    case 'ref': {
      const definition = db.get('typeDefinition', t.reference.$ref);
      define(definition, definitions);
      return { def: definition.name };
    }
    case 'array': return { list: type(t.element, definitions) };
    case 'map': return { map: type(t.element, definitions) };
    case 'union': return { any: t.types.map((each) => type(each, definitions)) };
    case 'string': case 'integer': case 'number': case 'boolean': case 'json': case 'tag': case 'date-time':
      return t.type;
    default: throw new Error(`unknown kind of type: ${t.type}`);
  }
}

function allowed(t) {
  if (t.allowedValues) return t.allowedValues;
  return t.type === 'array' ? allowed(t.element) : undefined;
}

function property(where, p, definitions) {
  const result = { type: type(p.type, definitions) };
  if (p.required) result.required = true;
  if (p.causesReplacement === 'yes' || p.causesReplacement === 'maybe') result.replace = p.causesReplacement;
  const values = allowed(p.type);
  if (values) result.enum = values.map(String);
  if (constraints[where]) {
    used.add(where);
    Object.assign(result, constraints[where]);
  }
  return result;
}

function properties(where, all, definitions) {
  return sorted(Object.entries(all).map(([name, p]) => [name, property(`${where}.${name}`, p, definitions)]));
}

function define(definition, definitions) {
  if (definition.name in definitions.all) return;
  definitions.all[definition.name] = {}; // before its properties: a definition may contain itself
  definitions.all[definition.name] = properties(`${definitions.of}/${definition.name}`, definition.properties, definitions);
}

function resource(name) {
  const r = db.lookup('resource', 'cloudFormationType', 'equals', name).only();
  const definitions = { of: name, all: {} };
  for (const path of r.additionalReplacementProperties ?? []) throw new Error(`not understood: ${name} ${path}`);
  const own = properties(name, r.properties, definitions);
  const attributes = sorted(Object.entries(r.attributes).map(([k, a]) => [k, type(a.type, definitions)]));
  return {
    ref: r.cfnRefIdentifier ?? r.primaryIdentifier ?? [],
    attributes,
    properties: own,
    definitions: sorted(Object.entries(definitions.all)),
  };
}

const types = sorted([...acted, ...inert].map((name) => [name, resource(name)]));
// Not AWS's but the CDK's; it is in no specification.
types['AWS::CDK::Metadata'] = { ref: [], attributes: {}, properties: { Analytics: { type: 'string' } }, definitions: {} };

const idle = Object.keys(constraints).filter((key) => !used.has(key));
if (idle.length) throw new Error(`constraints of no property: ${idle}`);

const { version } = json('node_modules/@aws-cdk/aws-service-spec/package.json');
// One type a line, so that a newer specification gives a readable difference.
const lines = Object.entries(types).map(([name, r]) => `${JSON.stringify(name)}:${JSON.stringify(r)}`);
writeFileSync(here(output),
  `{"source":"@aws-cdk/aws-service-spec ${version}, Apache-2.0","inert":${JSON.stringify([...inert, 'AWS::CDK::Metadata'])},"types":{\n${lines.join(',\n')}\n}}\n`);
const names = db.all('resource').map((r) => r.cloudFormationType).sort();
writeFileSync(here('../src/main/resources/dev/safelight/template/schema/types.txt'), names.join('\n') + '\n');
console.log(`${lines.length} types`);
