// The guide's HTTP interface as the page uses it.

const BASE = "/api/v1";

/** The server cannot be reached or asks to wait: try again later. */
export class Away extends Error {
  constructor(retryAfter = null) {
    super("away");
    this.retryAfter = retryAfter;
  }
}

/** The server understood and refuses; trying again would not help. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? String(status));
    this.status = status;
    this.problem = problem ?? {};
  }

  /** Every fault the server named, as sentences. */
  get sentences() {
    const said = [...(this.problem.errors ?? []), ...(this.problem.conflicts ?? [])].map((fault) => fault.message);
    return said.length ? said : [this.problem.detail ?? this.problem.title ?? String(this.status)];
  }
}

async function ask(path, options = {}, patience = 20000) {
  let answer;
  try {
    answer = await fetch(BASE + path, { ...options, signal: AbortSignal.timeout(patience), cache: "no-store" });
  } catch {
    throw new Away();
  }
  if (answer.status === 429 || answer.status >= 500) {
    throw new Away(Number(answer.headers.get("Retry-After")) || null);
  }
  let body;
  try {
    body = await answer.json();
  } catch {
    if (answer.ok) throw new Away();
    throw new Refused(answer.status, null);
  }
  if (!answer.ok) throw new Refused(answer.status, body);
  return body;
}

const post = (path, body, patience = 30000) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }, patience);

/** One chat turn. Its `message_id` is the same for every try of one message, so that it is answered once. */
export const chat = (message) => post("/chat", message, 90000);
export const transcript = (session, after) => ask(`/chat/${encodeURIComponent(session)}?after=${after}`);
export const place = (id, locale) => ask(`/places/${encodeURIComponent(id)}?locale=${locale}`);

const ofPlan = (id, what = "") => `/itineraries/${encodeURIComponent(id)}${what}`;

export const plan = (id) => ask(ofPlan(id));
export const wishes = (id) => ask(ofPlan(id, "/request"));
export const standing = (id, locale) => ask(ofPlan(id, `/standing?locale=${locale}`));
export const edit = (id, body) => post(ofPlan(id, "/edits"), body, 60000);
export const swaps = (id, body) => post(ofPlan(id, "/swaps"), body, 60000);
export const days = (request) => post("/itineraries", request, 60000);
export const whyNot = (id, placeId) => post(ofPlan(id, "/why-not"), { place_id: placeId });
export const report = (body) => post("/reports", body);
