// Sets the theme before the first paint, so a classic script: the one chosen here earlier, else the system's.
// Kept in this browser alone; where storage is barred the system's choice stands.

(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');

  /** @returns {string | null} */
  const chosen = () => {
    try {
      return localStorage.getItem('theme');
    } catch {
      return null;
    }
  };
  const apply = () => {
    root.dataset.theme = chosen() ?? (system.matches ? 'dark' : 'light');
    root.dataset.font = 'serif';
  };
  apply();
  system.addEventListener('change', apply);

  addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    if (!button) return;
    const name = () => {
      button.textContent = root.dataset.theme === 'dark' ? 'Light' : 'Dark';
      button.setAttribute('aria-label', `${button.textContent} theme`);
    };
    name();
    system.addEventListener('change', name);
    button.addEventListener('click', () => {
      const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
      try {
        // A choice that equals the system's follows the system again.
        if (next === (system.matches ? 'dark' : 'light')) localStorage.removeItem('theme');
        else localStorage.setItem('theme', next);
        apply();
      } catch {
        root.dataset.theme = next;
      }
      name();
    });
  });
})();
