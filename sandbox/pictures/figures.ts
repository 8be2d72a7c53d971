/** Simple figures in a box of 200 by 200, drawn in the colour of the group around them. */
const FIGURES: Readonly<Record<string, string>> = {
  dress: '<path d="M75 20l10 30-15 30 15 15-45 85h120l-45-85 15-15-15-30 10-30h-15l-10 20-10-20z"/>',
  shirt: '<path d="M70 30L25 60l20 40 20-10v80h70V90l20 10 20-40-45-30c-5 18-55 18-60 0z"/>',
  shoe: '<path d="M30 70l35 5c15 30 45 40 75 45 25 5 35 15 35 30H30z"/><rect x="30" y="156" width="145" height="12" rx="6"/>',
  bag: '<path d="M65 75c0-65 70-65 70 0h-15c0-45-40-45-40 0z"/><path d="M40 75h120l12 100H28z"/>',
  ring: '<path fill-rule="evenodd" d="M100 65a55 55 0 100 110 55 55 0 000-110zm0 16a39 39 0 110 78 39 39 0 010-78z"/><path d="M78 22h44l14 18-36 32-36-32z"/>',
  pillow: '<path d="M30 60q70 20 140 0-15 45 0 90-70-20-140 0 15-45 0-90z"/>',
  pot: '<path d="M40 80h120v65q0 25-25 25H65q-25 0-25-25z"/><rect x="30" y="62" width="140" height="12" rx="6"/><circle cx="100" cy="50" r="10"/><rect x="10" y="92" width="26" height="12" rx="6"/><rect x="164" y="92" width="26" height="12" rx="6"/>',
  chair: '<path d="M60 20h80l-6 85H66z"/><rect x="52" y="108" width="96" height="16" rx="6"/><path d="M58 128h12l-8 52H50zM130 128h12l8 52h-12z"/>',
  lamp: '<path d="M70 25h60l25 70H45z"/><rect x="95" y="95" width="10" height="65"/><rect x="65" y="160" width="70" height="14" rx="7"/>',
  bottle: '<rect x="82" y="20" width="36" height="24" rx="6"/><path d="M88 48h24v16q30 12 30 42v52q0 18-18 18H76q-18 0-18-18v-52q0-30 30-42z"/>',
  cookie: '<path fill-rule="evenodd" d="M100 30a70 70 0 100 140 70 70 0 000-140zM80 62a11 11 0 110 22 11 11 0 010-22zm45 15a9 9 0 110 18 9 9 0 010-18zm-55 35a9 9 0 110 18 9 9 0 010-18zm50 8a12 12 0 110 24 12 12 0 010-24z"/>',
  cup: '<path d="M40 80h95v50q0 40-47 40t-48-40z"/><path fill-rule="evenodd" d="M135 88h12a26 26 0 010 52h-14l4-14h10a12 12 0 000-24h-12z"/><path d="M70 30q10 18 0 36h8q10-18 0-36zM100 30q10 18 0 36h8q10-18 0-36z"/>',
  stroller: '<path d="M60 40a70 70 0 0170 70H60z"/><path d="M40 118h110q-6 34-40 34H80q-34 0-40-34z"/><path d="M134 110l26-50h18l-4 10h-8l-22 42z"/><circle cx="72" cy="168" r="14"/><circle cx="120" cy="168" r="14"/>',
  paw: '<ellipse cx="100" cy="130" rx="42" ry="36"/><ellipse cx="48" cy="88" rx="16" ry="22"/><ellipse cx="82" cy="58" rx="16" ry="24"/><ellipse cx="118" cy="58" rx="16" ry="24"/><ellipse cx="152" cy="88" rx="16" ry="22"/>',
  ball: '<path fill-rule="evenodd" d="M100 28a72 72 0 100 144 72 72 0 000-144zm0 45l28 20-11 33H83L72 93z"/>',
  phone: '<path fill-rule="evenodd" d="M72 20h56q14 0 14 14v132q0 14-14 14H72q-14 0-14-14V34q0-14 14-14zm-2 24v102h60V44zm30 110a8 8 0 100 16 8 8 0 000-16z"/>',
  headphones: '<path d="M30 120a70 70 0 01140 0h-16a54 54 0 00-108 0z"/><rect x="26" y="112" width="36" height="60" rx="14"/><rect x="138" y="112" width="36" height="60" rx="14"/>',
  blocks: '<rect x="25" y="110" width="66" height="60" rx="6"/><rect x="105" y="110" width="66" height="60" rx="6"/><path d="M100 25l38 75H62z"/>',
  tent: '<path fill-rule="evenodd" d="M100 35l85 135H15zm0 62l-30 73h60z"/>',
}; // prettier-ignore

/** Shapes of a figure; a plain disc for one that is not known. */
export function figureShapes(name: string): string {
  return FIGURES[name] ?? '<circle cx="100" cy="100" r="70"/>';
}
