/** Pictures of what a page draws, as files. */
import type { Panel } from './panel.ts';

/** A canvas as a PNG file, saved where the person says. */
export async function savePng(panel: Panel<object>, name: string, canvas: HTMLCanvasElement): Promise<void> {
  const url = canvas.toDataURL('image/png');
  await panel.host.ask('save-file', { name: `${name}.png`, content: { base64: url.slice(url.indexOf(',') + 1) } });
}

/**
 * An SVG that looks alone as it does in the page: the computed styles of its elements are written into them.
 * Saved where the person says.
 */
export async function saveSvg(panel: Panel<object>, name: string, drawn: SVGSVGElement): Promise<void> {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const [from, to] = [
    [drawn, ...drawn.querySelectorAll('*')],
    [copy, ...copy.querySelectorAll('*')],
  ];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const property of drawnWith) to[i]!.setAttribute(property, style.getPropertyValue(property));
    for (const name of ['class', 'tabindex', 'role', 'style']) to[i]!.removeAttribute(name);
  });
  const { width, height } = drawn.viewBox.baseVal;
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  paper.setAttribute('width', String(width));
  paper.setAttribute('height', String(height));
  paper.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  copy.prepend(paper);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  await panel.host.ask('save-file', {
    name: `${name}.svg`,
    content: { text: new XMLSerializer().serializeToString(copy) },
  });
}

const drawnWith = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
];
