import { html, type TemplateResult } from 'lit';
import { t } from '../../shared/words.ts';
import { panned, projectionOf, whole, zoomed, type Camera, type Projection, type Size } from '../draw/camera.ts';
import type { Label } from '../draw/labels.ts';
import { groupPalette, scalePalette, type Palette } from '../draw/palette.ts';
import { boxOf, type Polygon } from '../draw/polygon.ts';
import type { Cloud } from '../model/cloud.ts';
import { middles, paintOf } from '../model/painting.ts';
import './card.ts';
import type { MapCard } from './card.ts';
import { drawOver, type Over } from './over.ts';
import { PointsPicture } from './points-picture.ts';
import { pictureFile } from './picture-file.ts';
import { ThemedPart } from './themed-part.ts';
import { Travel } from './travel.ts';
import { clusterWord, groupWord } from './words.ts';

/** A point is hit so many pixels around it. */
const reach = 14;
/** A picture with all points follows so many milliseconds after the last movement. */
const rest = 120;
/** An arrow key moves so many pixels. */
const arrowStep = 60;

/** The points, and what a person does with them. */
export class Field extends ThemedPart {
  readonly #picture = new PointsPicture();
  readonly #travel = new Travel();
  #size: Size = { width: 0, height: 0 };
  #palette: Palette | null = null;
  #paint: Uint8Array = new Uint8Array();
  /** What `#paint` and `#palette` were made of. */
  #painted: readonly unknown[] = [];
  #labels: readonly Label[] = [];
  #line: number[] | null = null;
  #hovered = -1;
  /** What the points were drawn of last: drawing a million again takes longer than everything else. */
  #drawn: readonly unknown[] = [];
  #drag: { x: number; y: number; mode: 'pan' | 'lasso' | 'box'; moved: boolean } | null = null;
  #moving = false;
  /** A frame was asked for. */
  #awaited = false;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #observer: ResizeObserver | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    clearTimeout(this.#rest);
  }

  /** Nearer or farther, around the middle. */
  zoomBy(factor: number, x = this.#size.width / 2, y = this.#size.height / 2): void {
    this.#look(zoomed(this.#camera, this.#projection, factor, x, y));
  }

  /** Everything is seen. */
  fit(): void {
    this.#look(whole);
  }

  /** Saves what is seen as a file. */
  async save(): Promise<void> {
    const canvases = [...this.querySelectorAll('canvas')];
    const file = await pictureFile(canvases, this.colors, `${this.model.panel.start.dataset}-map.png`);
    await this.model.panel.host.ask('save-file', file).catch(() => undefined);
  }

  protected override render(): TemplateResult {
    const { kept } = this.model;
    return html`<canvas class="map-points" aria-hidden="true"></canvas>
      <canvas
        class="map-over ${kept.mode}"
        tabindex="0"
        role="application"
        aria-label=${t('Map: {0} points', this.model.cloud?.count ?? 0)}
        aria-describedby="map-keys"
        @pointerdown=${this.#pressed}
        @pointermove=${this.#moved}
        @pointerup=${this.#released}
        @pointercancel=${this.#released}
        @pointerleave=${this.#left}
        @wheel=${this.#wheeled}
        @dblclick=${this.#opened}
        @keydown=${this.#key}
      ></canvas>
      <p id="map-keys" class="hidden">
        ${t('Arrow keys move, + and − zoom, 0 shows all, Tab goes to the table of clusters, which says the same.')}
      </p>
      <bs-map-card .model=${this.model} .where=${this.#where}></bs-map-card>`;
  }

  protected override firstUpdated(): void {
    this.#observer = new ResizeObserver(() => this.#resized());
    this.#observer.observe(this);
    this.#resized();
  }

  protected override updated(): void {
    const { cloud, before } = this.model;
    if (cloud !== null) this.#travel.to(cloud, before);
    this.#repaint();
    this.#draw();
    this.#card?.requestUpdate();
  }

  get #camera(): Camera {
    return this.model.kept.camera ?? whole;
  }

  get #projection(): Projection {
    return projectionOf(this.#camera, this.#size, this.model.cloud?.extent ?? { width: 1, height: 1 });
  }

  get #card(): MapCard | null {
    return this.querySelector<MapCard>('bs-map-card');
  }

  #look(camera: Camera): void {
    this.#moving = true;
    this.model.panel.keep({ camera });
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#moving = false;
      this.#draw();
    }, rest);
    this.#draw();
  }

  #resized(): void {
    const { width, height } = this.getBoundingClientRect();
    this.#size = { width: Math.round(width), height: Math.round(height) };
    const ratio = devicePixelRatio;
    for (const canvas of this.querySelectorAll('canvas')) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    // A canvas of another size is empty.
    this.#drawn = [];
    this.#draw();
  }

  /** Colours are made anew when what they hang on has changed. */
  #repaint(): void {
    const { model } = this;
    const { coloring, cloud, kept, lit, chosen, clusters } = model;
    const of = [coloring, kept.hidden, lit, chosen, this.colors, cloud, clusters];
    if (coloring === null || cloud === null || of.every((each, i) => each === this.#painted[i])) return;
    this.#painted = of;
    const { colors } = this;
    this.#palette =
      coloring.scale === null ? groupPalette(coloring.by, coloring.groups.length, colors) : scalePalette(colors);
    this.#paint = paintOf(coloring, { hidden: new Set(kept.hidden), lit, chosen });
    this.#labels = this.#labelled(cloud);
  }

  /** Names at the middle of groups, largest first. */
  #labelled(cloud: Cloud): Label[] {
    const { coloring, kept } = this.model;
    if (coloring?.by !== 'cluster') return [];
    const at = middles(coloring, cloud);
    return coloring.groups
      .map((group, i) => ({ group, place: at[i]! }))
      .filter(({ group }) => group.points > 0 && !kept.hidden.includes(group.name))
      .sort((a, b) => b.group.points - a.group.points)
      .map(({ group, place }) => ({ ...place, text: clusterWord(this.model, Number(group.name)) }));
  }

  /** In the next frame, however often it is called until then: one that is asked for is not put off. */
  #draw(): void {
    if (this.#awaited) return;
    this.#awaited = true;
    requestAnimationFrame((now) => {
      this.#awaited = false;
      this.#drawNow(now);
    });
  }

  #drawNow(now: number): void {
    const { cloud } = this.model;
    const [points, over] = this.querySelectorAll('canvas');
    if (cloud === null || points === undefined || this.#palette === null || this.#paint.length !== cloud.count) return;
    const { x, y, done } = this.#travel.at(now);
    const to = this.#projection;
    const moving = this.#moving || !done;
    const ratio = devicePixelRatio;
    const of = [x, this.#paint, this.#palette, to.scale, to.left, to.top, moving];
    if (!done || of.some((each, i) => each !== this.#drawn[i])) {
      const shown = { x, y, paint: this.#paint };
      this.#picture.draw(points, shown, { size: this.#size, to, ratio, palette: this.#palette, moving });
      this.#drawn = of;
    }
    drawOver(over!, this.#over(cloud, to), ratio);
    if (!done) this.#draw();
  }

  #over(cloud: Cloud, to: Projection): Over {
    const { kept, marked, pinned } = this.model;
    return {
      ...{ cloud, to, size: this.#size, colors: this.colors, line: this.#line },
      labels: kept.labels && this.#travel.done ? this.#labels : [],
      marks: kept.marks.map((name) => ({ name, rows: marked[name] })),
      hovered: this.#hovered,
      pinned: pinned === null ? -1 : cloud.pointOf(pinned.row),
    };
  }

  readonly #pressed = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.target as Element).setPointerCapture(event.pointerId);
    const { mode } = this.model.kept;
    const [x, y] = [event.offsetX, event.offsetY];
    this.#drag = { x, y, mode: event.shiftKey && mode === 'pan' ? 'lasso' : mode, moved: false };
    this.#line = this.#drag.mode === 'lasso' ? [x, y] : null;
  };

  readonly #moved = (event: PointerEvent): void => {
    const [x, y] = [event.offsetX, event.offsetY];
    const drag = this.#drag;
    if (drag === null) {
      this.#hover(x, y);
      return;
    }
    drag.moved ||= Math.hypot(x - drag.x, y - drag.y) > 3;
    if (!drag.moved) return;
    if (drag.mode === 'pan') {
      this.#look(panned(this.#camera, this.#projection, x - drag.x, y - drag.y));
      [drag.x, drag.y] = [x, y];
    } else if (drag.mode === 'box') this.#line = [...boxOf(drag.x, drag.y, x, y)];
    else if (Math.hypot(x - this.#line!.at(-2)!, y - this.#line!.at(-1)!) > 3) this.#line!.push(x, y);
    this.#draw();
  };

  readonly #released = (event: PointerEvent): void => {
    const drag = this.#drag;
    const line = this.#line;
    this.#drag = null;
    this.#line = null;
    if (drag === null || event.type === 'pointercancel') return;
    if (!drag.moved) void this.#clicked();
    else if (drag.mode !== 'pan' && line !== null && line.length >= 6) void this.model.select(this.#within(line));
    this.#draw();
  };

  readonly #left = (): void => {
    if (this.#drag !== null) return;
    this.#hovered = -1;
    this.#card?.hide();
    this.#draw();
  };

  readonly #wheeled = (event: WheelEvent): void => {
    event.preventDefault();
    this.zoomBy(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0018)), event.offsetX, event.offsetY);
  };

  readonly #opened = (): void => {
    const { pinned } = this.model;
    if (pinned !== null) this.model.samples.open(pinned);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Record<string, () => void> = {
      ArrowLeft: () => this.#pan(arrowStep, 0),
      ArrowRight: () => this.#pan(-arrowStep, 0),
      ArrowUp: () => this.#pan(0, arrowStep),
      ArrowDown: () => this.#pan(0, -arrowStep),
      '+': () => this.zoomBy(1.5),
      '=': () => this.zoomBy(1.5),
      '-': () => this.zoomBy(1 / 1.5),
      '0': () => this.fit(),
      v: () => this.model.panel.keep({ mode: 'pan' }),
      l: () => this.model.panel.keep({ mode: 'lasso' }),
      b: () => this.model.panel.keep({ mode: 'box' }),
      Escape: () => this.model.clear(),
      Enter: () => this.#opened(),
    };
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act === undefined) return;
    act();
    event.preventDefault();
  };

  #pan(dx: number, dy: number): void {
    this.#look(panned(this.#camera, this.#projection, dx, dy));
  }

  #hover(x: number, y: number): void {
    const { cloud } = this.model;
    if (cloud === null || this.#paint.length !== cloud.count) return;
    const { scale, left, top } = this.#projection;
    const fits = (point: number): boolean => this.#paint[point] !== 0;
    const point = cloud.index.nearest((x - left) / scale, (y - top) / scale, reach / scale, fits);
    if (point === this.#hovered) return;
    this.#hovered = point;
    if (point < 0) this.#card?.hide();
    else this.#card?.show(cloud.rows[point]!, this.#groupOf(point));
    this.#draw();
  }

  readonly #where = (row: number): readonly [number, number] => {
    const { cloud } = this.model;
    const point = cloud?.pointOf(row) ?? -1;
    const { scale, left, top } = this.#projection;
    return point < 0 ? [0, 0] : [cloud!.x[point]! * scale + left, cloud!.y[point]! * scale + top];
  };

  /** What its colour says of a point. */
  #groupOf(point: number): string {
    const { coloring } = this.model;
    const group = coloring?.groups[coloring.of[point]!];
    return group === undefined ? '' : groupWord(this.model, coloring!.by as 'cluster', group.name);
  }

  async #clicked(): Promise<void> {
    const { cloud } = this.model;
    if (this.#hovered < 0 || cloud === null) await this.model.pin(null);
    else await this.model.pinRow(cloud.rows[this.#hovered]!);
  }

  /** The points within a line of pixels that are drawn. */
  #within(line: Polygon): number[] {
    const { scale, left, top } = this.#projection;
    const polygon = line.map((value, i) => (value - (i % 2 === 0 ? left : top)) / scale);
    const points: number[] = [];
    this.model.cloud!.index.within(polygon, (point) => {
      if (this.#paint[point] !== 0) points.push(point);
    });
    return points;
  }
}

customElements.define('bs-map-field', Field);
