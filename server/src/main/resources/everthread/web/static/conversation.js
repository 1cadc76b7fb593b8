// The conversation page: where one stands in the outline, branches by key.

const entries = [...document.querySelectorAll('.outline a[href^="#"]')];

if (entries.length > 0 && 'IntersectionObserver' in window) {
  const byId = new Map(entries.map((entry) => [entry.getAttribute('href').slice(1), entry]));
  const passed = new Map();
  const mark = () => {
    let current = entries[0];
    for (const [id, entry] of byId) if (passed.get(id)) current = entry;
    for (const entry of entries) {
      if (entry === current) entry.setAttribute('aria-current', 'location');
      else entry.removeAttribute('aria-current');
    }
  };
  const observer = new IntersectionObserver(
    (changes) => {
      for (const change of changes) {
        passed.set(change.target.id, change.isIntersecting || change.boundingClientRect.top < 0);
      }
      mark();
    },
    { rootMargin: '0px 0px -65% 0px' },
  );
  for (const id of byId.keys()) {
    const message = document.getElementById(id);
    if (message) observer.observe(message);
  }
  mark();
}

/** The branching message that is nearest to the middle of the window. */
function nearestBranch(way) {
  const middle = window.innerHeight / 2;
  const links = [...document.querySelectorAll(`a[data-branch="${way}"][href]`)];
  const distance = (link) => Math.abs(link.getBoundingClientRect().top - middle);
  return links.sort((one, other) => distance(one) - distance(other))[0];
}

document.addEventListener('everthread:key', (event) => {
  if (event.detail === '[') nearestBranch('previous')?.click();
  if (event.detail === ']') nearestBranch('next')?.click();
  if (event.detail === 'c') document.querySelector('a[data-copy-from]')?.click();
});
