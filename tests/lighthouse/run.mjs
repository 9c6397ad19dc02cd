// Runs Lighthouse against a page some times and prints the median score of each category as JSON.
// Usage: run.mjs URL CHROMIUM TIMES SKIPPED-AUDITS
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [url, chromePath, times, skipped] = process.argv.slice(2);
const categories = ["performance", "accessibility", "best-practices", "seo"];
const chromeFlags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
const chrome = await launch({ chromePath, chromeFlags, logLevel: "silent" });
const scores = Object.fromEntries(categories.map((name) => [name, []]));
const failed = new Set();
try {
  for (let run = 0; run < Number(times); run += 1) {
    const { lhr } = await lighthouse(url, {
      port: chrome.port,
      logLevel: "silent",
      onlyCategories: categories,
      skipAudits: skipped ? skipped.split(",") : null,
    });
    for (const name of categories) {
      scores[name].push(lhr.categories[name].score * 100);
      for (const { id, weight } of lhr.categories[name].auditRefs) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit?.score !== null && audit?.score < 0.9) failed.add(`${id}: ${audit.displayValue ?? audit.title}`);
      }
    }
  }
} finally {
  chrome.kill();
}
const median = (values) => Math.round(values.sort((one, other) => one - other)[Math.floor(values.length / 2)]);
console.log(JSON.stringify({ scores: Object.fromEntries(categories.map((name) => [name, median(scores[name])])), failed: [...failed] }));
