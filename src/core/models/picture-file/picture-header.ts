/** The formats that are decoded. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif';

/** The formats' names as people write them. */
export const formatNames = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', gif: 'GIF' } as const;

/** The head of a picture file. */
export interface PictureHeader {
  readonly format: PictureFormat;
  /** As stored, before orientation. */
  readonly width: number;
  readonly height: number;
  /** EXIF's orientation, 1 to 8; 1 where none or an unknown one is given. */
  readonly orientation: number;
  readonly animated: boolean;
  /** The file ends before the picture does. Known only of a whole file. */
  readonly truncated: boolean;
  /** Something follows the picture. Known only of a whole file. */
  readonly trailing: boolean;
  /** What pixels are made of, where it is not levels of grey or colours: four inks, or grey of 16 bits. */
  readonly samples: 'plain' | 'cmyk' | 'grey16';
}
