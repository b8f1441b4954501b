/** `npm run editor-host`: makes sure that there is a VS Code to try the extension in, and says which. */
import { codeServer, hasCodeServer, installCodeServer } from './editor/code-server.ts';
import { desktop } from './editor/desktop.ts';

const found = await desktop();
console.log('program' in found ? `Desktop: ${found.program}` : found.why);
if (!hasCodeServer()) console.log('Installing code-server: some minutes, 620 MB.');
installCodeServer();
console.log(`code-server ${codeServer.version}: ${codeServer.entry}`);
