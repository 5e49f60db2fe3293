const LIMIT_MS = 15_000;

/** The hub did not do what was asked; the message is for the person at the terminal. */
export class HubError extends Error {
  /**
   * @param {string} message
   * @param {number} [status]
   */
  constructor(message, status = 0) {
    super(message);
    this.name = "HubError";
    this.status = status;
  }
}

/** A signed-in account on a hub, held by its cookies like in a browser. */
export class HubSession {
  /** @type {Map<string, string>} */
  #cookies = new Map();
  #hubUrl;

  /** @param {string} hubUrl */
  constructor(hubUrl) {
    this.#hubUrl = hubUrl;
  }

  /**
   * @param {{ email: string, password: string }} account
   */
  async signIn({ email, password }) {
    const { csrfToken } = await this.#json("/api/auth/csrf");
    const body = new URLSearchParams({ csrfToken, email, password, json: "true" });
    // The answer is the address to continue at, which names what was wrong.
    const { url } = await this.#json("/api/auth/callback/credentials", { method: "POST", body });
    const refusal = new URL(url, this.#hubUrl).searchParams.get("error");
    if (refusal === "TooManyAttempts")
      throw new HubError("Too many attempts with a wrong password. Wait a few minutes, then try again.", 429);
    if (refusal === "CredentialsSignin")
      throw new HubError(`${this.#hubUrl} does not know that e-mail address and password.`, 401);
    if (refusal !== null) throw new HubError(`${this.#hubUrl} could not check the password. Try again.`, 503);
  }

  /**
   * Calls /api/v1 and returns the answer's body. Throws HubError with the hub's own sentence.
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  async call(method, path, body) {
    const response = await this.#fetch(path, {
      method,
      headers: { "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return text === "" ? null : JSON.parse(text);
    throw new HubError(sentenceOf(text) ?? `${method} ${path}: HTTP ${response.status}`, response.status);
  }

  /**
   * @param {string} path
   * @param {RequestInit} [init]
   * @returns {Promise<any>}
   */
  async #json(path, init) {
    const response = await this.#fetch(path, init);
    try {
      return JSON.parse(await response.text());
    } catch {
      throw new HubError(`What answers at ${this.#hubUrl} is not a LunaSentri hub.`, response.status);
    }
  }

  /**
   * @param {string} path
   * @param {RequestInit} [init]
   */
  async #fetch(path, init = {}) {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    /** @type {Response} */
    let response;
    try {
      response = await fetch(`${this.#hubUrl}${path}`, {
        ...init,
        headers,
        redirect: "manual",
        signal: AbortSignal.timeout(LIMIT_MS),
      });
    } catch {
      throw new HubError(`${this.#hubUrl} does not answer. Is the hub running there?`);
    }
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
    }
    return response;
  }
}

/** @param {string} text */
function sentenceOf(text) {
  try {
    return JSON.parse(text).error.message;
  } catch {
    return null;
  }
}
