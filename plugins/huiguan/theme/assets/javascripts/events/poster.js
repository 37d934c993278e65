/*
 * The poster as a picture to save: the SVG that a link leads to, drawn as a PNG and shown in a dialog.
 */
export async function showPoster(link) {
  const say = link.dataset;
  const { dialog, status, acts } = openDialog(say);
  try {
    const picture = await drawn(link.href);
    status.textContent = say.hgSays;
    status.after(make("img", { src: picture, alt: say.hgAlt, width: 750, height: 1334 }));
    acts.prepend(make("a", { className: "hg-btn hg-btn--main", href: picture, download: say.hgName, textContent: say.hgSave }));
  } catch {
    status.textContent = say.hgFailed;
    acts.prepend(make("a", { className: "hg-btn", href: link.href, textContent: say.hgOpen }));
  }
  dialog.querySelector("a")?.focus();
}

/** The SVG at `url` as a PNG in twice its size; as data, since WeChat saves no other picture that a page has drawn. */
async function drawn(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.statusText);
  const source = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
  try {
    const image = make("img", { src: source });
    await image.decode();
    const canvas = make("canvas", { width: image.naturalWidth * 2, height: image.naturalHeight * 2 });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png");
  } finally {
    URL.revokeObjectURL(source);
  }
}

function openDialog(say) {
  const title = make("h2", { textContent: say.hgTitle });
  const status = make("p", { className: "hg-small", textContent: say.hgWait });
  status.setAttribute("role", "status");
  const close = make("button", { type: "button", className: "hg-btn hg-btn--quiet", textContent: say.hgClose });
  const acts = make("div", { className: "hg-acts" }, close);
  const dialog = make("dialog", { className: "hg-dialog md-typeset", ariaLabel: say.hgTitle }, title, status, acts);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, status, acts };
}

function make(tag, given = {}, ...children) {
  const element = Object.assign(document.createElement(tag), given);
  element.append(...children);
  return element;
}
