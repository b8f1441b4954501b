import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './ui/icon.ts';
import type { Thumbnails } from './thumbnails.ts';
import { t } from './words.ts';

/** A page that shows pictures. */
export interface PicturePage {
  /** Below `thumbnails` they lie; in Restricted Mode none is shown. */
  readonly start: { readonly thumbnails: string; readonly restricted: boolean };
  readonly thumbnails: Thumbnails;
}

/** A picture's thumbnail; or why there is none, in words. */
export function picture(page: PicturePage, path: string | undefined, label: string): TemplateResult {
  if (path === undefined) return placeholder('file-media', t('no picture'));
  if (page.start.restricted) return placeholder('workspace-untrusted', t('not shown in Restricted Mode'));
  const thumbnail = page.thumbnails.of(path);
  // Without an engine there is no folder of thumbnails yet.
  if (thumbnail === undefined || page.start.thumbnails === '') return html`<span class="picture waiting"></span>`;
  if ('reason' in thumbnail) return placeholder('warning', thumbnail.reason);
  const lost = (): void => {
    page.thumbnails.fail(path, t('the thumbnail cannot be read'));
  };
  return html`<span class="picture"
    ><img
      src="${page.start.thumbnails}/${thumbnail.name}"
      alt=${label}
      width=${thumbnail.width}
      height=${thumbnail.height}
      loading="lazy"
      decoding="async"
      draggable="false"
      @error=${lost}
  /></span>`;
}

/** How many pictures there are, where there is more than one. */
export function pictureCount(images: readonly string[]): TemplateResult | typeof nothing {
  if (images.length < 2) return nothing;
  return html`<span class="picture-count" title=${t('{0} pictures', images.length)}
    >${icon('files')} ${images.length}</span
  >`;
}

function placeholder(name: string, reason: string): TemplateResult {
  return html`<span class="picture none">${icon(name)}<span dir="auto">${reason}</span></span>`;
}
