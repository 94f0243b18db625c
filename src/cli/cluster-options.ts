import { Option, type Command } from 'commander';
import { TracuuError } from '../base/tracuu-error.ts';
import type { ClusterOptions } from '../index.ts';

/** Flags that say where an OpenSearch cluster is. */
export interface ClusterFlags {
  readonly node?: readonly string[];
  readonly user?: string;
  readonly passwordEnv?: string;
  readonly indexName?: string;
  readonly timeout?: number;
}

/** Adds the flags of a cluster to a command that has `--engine`. */
export function addClusterOptions(command: Command): Command {
  return command
    .addOption(new Option('--node <url...>', 'with --engine opensearch: addresses of its nodes'))
    .addOption(new Option('--user <name>', 'with --engine opensearch: who asks'))
    .addOption(new Option('--password-env <variable>', 'environment variable that holds the password'))
    .addOption(
      new Option('--index-name <name>', 'with --engine opensearch: name of the index (default: tracuu)'),
    )
    .addOption(
      new Option('--timeout <seconds>', 'with --engine opensearch: for one request (default: 30)').argParser(
        Number,
      ),
    );
}

/**
 * What the flags say. The password comes from the environment: what stands on a command line is read by every user of
 * the machine.
 *
 * @throws TracuuError `bad-argument`
 */
export function readClusterOptions(flags: ClusterFlags): ClusterOptions {
  const { node = [], user, passwordEnv, indexName, timeout } = flags;
  if (node.length === 0)
    throw new TracuuError(
      'bad-argument',
      '--engine opensearch needs --node, such as --node http://127.0.0.1:9200',
    );
  const wrong = node.find((url) => !/^https?:\/\//u.test(url) || !URL.canParse(url));
  if (wrong !== undefined)
    throw new TracuuError(
      'bad-argument',
      `--node "${wrong}" is no address; write it as http://127.0.0.1:9200`,
    );
  if (timeout !== undefined && !(timeout > 0))
    throw new TracuuError('bad-argument', '--timeout takes a number of seconds above 0');
  const password = passwordEnv === undefined ? undefined : process.env[passwordEnv];
  if (passwordEnv !== undefined && password === undefined)
    throw new TracuuError('bad-argument', `--password-env ${passwordEnv}: this variable is not set`);
  return {
    nodes: node,
    user,
    password,
    index: indexName,
    requestTimeoutMs: timeout === undefined ? undefined : timeout * 1000,
  };
}
