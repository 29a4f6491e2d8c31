// The article with its pictures inside, when a person asks for that. The page behind draws those that it may read
// (content/pictures.js); nothing is fetched, so the others keep their addresses, and are counted.

/**
 * @typedef {import('../shared/types.js').Article} Article
 * @typedef {import('../shared/types.js').Piece} Piece
 * @typedef {import('../shared/types.js').ElementPiece} ElementPiece
 * @typedef {import('../content/pictures.js').PictureFile} PictureFile
 * @typedef {(wanted: string[][]) => Promise<(PictureFile | null)[]>} Ask
 */

/**
 * @param {Article} article
 * @param {Ask | null} ask the page behind, where there is one
 * @returns {Promise<{article: Article, files: Map<string, PictureFile>, remote: number}>} files: by the address in the
 *   article; remote: how many pictures stay where they are
 */
export async function withPictures(article, ask) {
  const pieces = [article.standfirst, article.lead, ...article.body].flatMap((piece) => (piece ? imagesIn(piece) : []));
  const images = pieces.filter((piece) => !attribute(piece, 'src')?.startsWith('data:'));
  const read = images.length > 0 && ask ? await ask(images.map(addressesOf)) : [];
  /** @type {Map<string, PictureFile>} */
  const files = new Map();
  /** @type {Map<Piece, string>} */
  const inside = new Map();
  for (const [index, image] of images.entries()) {
    const file = read[index];
    if (!file) continue;
    files.set(attribute(image, 'src') ?? '', file);
    inside.set(image, `data:${file.type};base64,${base64(file.bytes)}`);
  }
  const put = (/** @type {Piece} */ piece) => replaced(piece, inside);
  return {
    article: {
      ...article,
      standfirst: article.standfirst && put(article.standfirst),
      lead: article.lead && put(article.lead),
      body: article.body.map(put),
    },
    files,
    remote: images.length - inside.size,
  };
}

/** @param {Piece} piece @returns {ElementPiece[]} what was removed is not exported, and so not asked for */
function imagesIn(piece) {
  if (piece.type !== 'element') return [];
  return piece.tag === 'img' ? [piece] : (piece.children ?? []).flatMap(imagesIn);
}

/** @param {ElementPiece} piece @param {string} name */
const attribute = ({ attrs = [] }, name) => attrs.find(([key]) => key === name)?.[1];

/** What the page may have chosen for an image. @param {ElementPiece} image */
function addressesOf(image) {
  const candidates = attribute(image, 'srcset')?.match(/\S+[^\s,](?=\s|,|$)/g) ?? [];
  return [attribute(image, 'src') ?? '', ...candidates.filter((text) => URL.canParse(text))];
}

/** @param {Piece} piece @param {Map<Piece, string>} inside @returns {Piece} */
function replaced(piece, inside) {
  if (piece.type !== 'element') return piece;
  const src = inside.get(piece);
  if (src) {
    const others = (piece.attrs ?? []).filter(([name]) => !['src', 'srcset', 'sizes'].includes(name));
    return { ...piece, attrs: [['src', src], ...others] };
  }
  return piece.children ? { ...piece, children: piece.children.map((child) => replaced(child, inside)) } : piece;
}

/** @param {ArrayBuffer} buffer */
function base64(buffer) {
  let binary = '';
  for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
