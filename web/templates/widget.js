// The guide in another site: <script src=".../widget.js" data-locale="en" async></script>
// A button in a shadow root, and a frame with the conversation that opens beside it. Nothing else touches the page.
(() => {
  const WORDS = {{ words | safe }};
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const wished = script.dataset.locale || document.documentElement.lang || navigator.language || "";

  const locale = (() => {
    if (wished in WORDS) return wished;
    if (/^zh\b.*(hant|tw|hk|mo)/i.test(wished)) return "zh-Hant";
    return /^zh/i.test(wished) ? "zh-Hans" : "en";
  })();
  const words = WORDS[locale];

  // Important rules inside a shadow root win over any rule of the page around it.
  const STYLE = `
    :host { all: initial !important; display: block !important; position: fixed !important; inset: auto 0 0 auto !important;
      z-index: 2147483000 !important; width: auto !important; height: auto !important; margin: 0 !important; padding: 0 !important;
      visibility: visible !important; opacity: 1 !important; transform: none !important; filter: none !important; clip-path: none !important;
      pointer-events: auto !important; color-scheme: light dark !important; }
    * { box-sizing: border-box; }
    button { position: fixed; right: max(1rem, env(safe-area-inset-right)); bottom: max(1rem, env(safe-area-inset-bottom)); min-height: 52px;
      padding: 0 20px 0 14px; display: flex; align-items: center; gap: 10px; border: 2px solid #f7f1e6; border-radius: 28px; cursor: pointer;
      background: #0e4f5c; color: #fff; font: 600 16px/1.2 system-ui, "PingFang SC", "PingFang TC", "Microsoft YaHei", sans-serif;
      box-shadow: 0 4px 18px rgb(0 0 0 / .3); }
    button:focus-visible { outline: 3px solid #e9825f; outline-offset: 3px; }
    button[hidden] { display: none; }
    svg { width: 28px; height: 28px; flex: none; }
    iframe { display: none; position: fixed; border: 0; background: #f7f1e6; color-scheme: light dark; }
    iframe.is-open { display: block; inset: 0; width: 100%; height: 100%; }
    @media (min-width: 560px) { iframe.is-open { inset: auto 16px 16px auto; width: 400px; height: min(680px, calc(100vh - 32px));
      border-radius: 18px; box-shadow: 0 10px 44px rgb(0 0 0 / .35); } }
    @media print { :host { display: none !important; } }`;

  class DistrictGuide extends HTMLElement {
    #button;
    #frame = null;
    #root = this.attachShadow({ mode: "open" });

    connectedCallback() {
      if (this.#button) return;
      // A sheet made by script is allowed where the page's policy forbids style elements.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      this.#root.adoptedStyleSheets = [sheet];
      this.lang = locale;
      this.#button = document.createElement("button");
      this.#button.type = "button";
      this.#button.setAttribute("aria-haspopup", "dialog");
      this.#button.setAttribute("aria-expanded", "false");
      this.#button.append(logo(), words.open);
      this.#button.addEventListener("click", () => this.open());
      this.#root.append(this.#button);
      addEventListener("message", (event) => {
        const ours = event.origin === home && event.source === this.#frame?.contentWindow;
        if (ours && event.data?.guide === "close") this.close();
      });
    }

    open() {
      if (!this.#frame) {
        this.#frame = document.createElement("iframe");
        this.#frame.title = words.title;
        this.#frame.src = `${home}/widget?lang=${locale}`;
        this.#frame.allow = "geolocation; clipboard-write";
        this.#root.append(this.#frame);
        this.#frame.addEventListener("load", () => this.#frame.focus());
      }
      this.#frame.classList.add("is-open");
      this.#button.hidden = true;
      this.#button.setAttribute("aria-expanded", "true");
      this.#frame.focus();
    }

    close() {
      this.#frame?.classList.remove("is-open");
      this.#button.hidden = false;
      this.#button.setAttribute("aria-expanded", "false");
      this.#button.focus();
    }
  }

  function logo() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 64 64");
    svg.setAttribute("aria-hidden", "true");
    for (const [d, fill] of [["M12 46V28a20 17 0 0 1 40 0v18h-8V30a12 11 0 0 0-24 0v16z", "#f7f1e6"], ["M8 50q6-5 12 0t12 0 12 0 12 0v6H8z", "#e9825f"]]) {
      const path = document.createElementNS(svg.namespaceURI, "path");
      path.setAttribute("d", d);
      path.setAttribute("fill", fill);
      svg.append(path);
    }
    return svg;
  }

  if (!customElements.get("district-guide")) customElements.define("district-guide", DistrictGuide);
  const place = () => document.body.append(document.createElement("district-guide"));
  if (document.querySelector("district-guide")) return;
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place, { once: true });
})();
