// Checks a bundle of ours with Sigstore's own JavaScript verifier, which npm ships.
// usage: node verify.cjs NODE_MODULES BUNDLE TRUSTED_ROOT
const [modules, bundleFile, rootFile] = process.argv.slice(2);
const fs = require('fs');
const crypto = require('crypto');
const { Verifier, toTrustMaterial, toSignedEntity } = require(`${modules}/@sigstore/verify`);
const { bundleFromJSON } = require(`${modules}/@sigstore/bundle`);
const { TrustedRoot } = require(`${modules}/@sigstore/protobuf-specs`);

const bundle = bundleFromJSON(JSON.parse(fs.readFileSync(bundleFile)));
const root = TrustedRoot.fromJSON(JSON.parse(fs.readFileSync(rootFile)));
const publicKey = crypto.createPublicKey({ key: root.tlogs.at(-1).publicKey.rawBytes, format: 'der', type: 'spki' });
const material = toTrustMaterial(root, () => ({ publicKey, validFor: () => true }));
new Verifier(material, { ctlogThreshold: 0, tlogThreshold: 1, timestampThreshold: 0 }).verify(toSignedEntity(bundle));
console.log('agreed');
