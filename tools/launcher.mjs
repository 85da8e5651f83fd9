#!/usr/bin/env node
// Looks like VS Code's executable to @vscode/test-electron; the work is done in launcher.mts.
import { register } from 'tsx/esm/api';

register();
await import('./launcher.mts');
