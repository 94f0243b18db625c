import { spawn } from 'node:child_process';

/**
 * Runs a shell command once this process has ended, however it ended: then the pipe closes by itself. Call what is
 * returned when there is nothing left to do.
 *
 * @param command may name its argument as `"$1"`
 */
export function onOurEnd(command: string, argument: string): () => void {
  const script = `read -r word; [ "$word" = done ] || ${command}`;
  const watcher = spawn('sh', ['-c', script, 'watcher', argument], { stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.unref();
  watcher.stdin.on('error', () => undefined);
  return () => watcher.stdin.end('done\n');
}
