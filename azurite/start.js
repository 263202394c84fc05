'use strict';

// Azurite as a child process that cannot outlive its parent.
//
// When standard input closes - because the parent asked for a stop, or because the parent died -
// Azurite stops in its ordinary way, which saves its tables first. Ctrl-C reaches every process of
// a terminal, so it is left to the parent: otherwise the storage would go before the app is done.

const once = process.once.bind(process);
process.once = (event, listener) => (event === 'SIGINT' ? process : once(event, listener));
process.on('SIGINT', () => {});

// Until Azurite listens for SIGTERM it has nothing to save.
const stop = () => process.emit('SIGTERM') || process.exit(0);
process.stdin.on('end', stop);
process.stdin.on('error', stop);
process.stdin.resume();

require('azurite/dist/src/azurite.js');
