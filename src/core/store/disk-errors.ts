/** Failures of the disk, told so that the user knows which volume, how much, and what is safe. */
import { ProductError } from '../../protocol/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the volume is full',
  EDQUOT: 'your quota on the volume is used up',
  EROFS: 'the volume is read-only',
  EIO: 'the device reported an error',
  EFBIG: 'the file is larger than the volume or a limit allows',
  EMFILE: 'this process has too many files open',
  ENFILE: 'the system has too many files open',
  EACCES: 'you have no right to write there',
  EPERM: 'writing there is not permitted',
  EBUSY: 'another program holds the file',
  ENODEV: 'the device is gone',
  ENXIO: 'the device is gone',
  ENOTDIR: 'a folder on the way is a file',
  ENOENT: 'the folder is gone',
  ENAMETOOLONG: 'the path is too long',
  ESTALE: 'the network folder is gone',
};

/** Whether an error is the system's error of this code. */
export function isErrno(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/**
 * The system's error as a {@link ProductError} of kind `disk`; any other error comes back as it is.
 * @param path the file or folder that was being written.
 * @param bytesNeeded how much the write needs in all, where that is known.
 */
export function diskError(error: unknown, path: string, bytesNeeded?: number): Error {
  if (error instanceof ProductError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  if (reason === undefined) return error instanceof Error ? error : new Error(String(error));
  const needed = bytesNeeded === undefined ? '' : ` (${bytesNeeded.toLocaleString('en')} bytes are needed)`;
  return new ProductError('disk', `Cannot write ${path}: ${reason}${needed}.`, {
    where: path,
    safe: 'What was there before is unchanged; everything already reported as saved is saved.',
    next:
      code === 'EMFILE' || code === 'ENFILE'
        ? 'Close programs, then run it again.'
        : 'Make room or fix the folder, then run it again.',
    cause: error,
  });
}
