import { benchEditor } from './editor.mjs';
await benchEditor();
