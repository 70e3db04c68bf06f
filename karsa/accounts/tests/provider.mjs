/** A real OpenID provider on loopback for the tests: two people, one client, memory only.
 * Whoever is named in the address's login_hint is signed in at once; /berganti gives it new keys. */
import { generateKeyPairSync } from "node:crypto";
import http from "node:http";
import Provider from "oidc-provider";

const [port, back] = [Number(process.argv[2]), process.argv[3]];
const issuer = `http://127.0.0.1:${port}`;
const PEOPLE = JSON.parse(process.argv[4]);

function provider(kid) {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const made = new Provider(issuer, {
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid, use: "sig", alg: "ES256" }] },
    clients: [
      {
        client_id: "karsa",
        client_secret: "rahasia-coba",
        redirect_uris: [back],
        id_token_signed_response_alg: "ES256",
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub"], profile: ["nip"] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["uji"] },
    interactions: { url: (_ctx, interaction) => `/masuk/${interaction.uid}` },
    loadExistingGrant: granted,
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, nip: PEOPLE[sub] }) }),
  });
  return { made, answer: made.callback() };
}

async function signIn({ made }, request, response) {
  const { params } = await made.interactionDetails(request, response);
  const accountId = params.login_hint || Object.keys(PEOPLE)[0];
  return made.interactionFinished(request, response, { login: { accountId } });
}

async function granted(ctx) {
  const { client, session, provider: made } = ctx.oidc;
  const grant = new made.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope("openid profile");
  await grant.save();
  return grant;
}

let serial = 1;
let present = provider(`kunci-${serial}`);
http
  .createServer((request, response) => {
    if (request.url === "/berganti") {
      serial += 1;
      present = provider(`kunci-${serial}`);
      return response.end("ya");
    }
    if (request.url.startsWith("/masuk/")) {
      return signIn(present, request, response).catch((problem) => response.writeHead(500).end(String(problem)));
    }
    return present.answer(request, response);
  })
  .listen(port, "127.0.0.1", () => console.log("siap"));
