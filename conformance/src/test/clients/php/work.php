<?php
// What a program with Pheanstalk does, step by step: php work.php HOST PORT
// Prints "ok WHAT" after each step and ends at the first surprise.

require_once 'Pheanstalk/autoload.php';

use Pheanstalk\Pheanstalk;

function same($expected, $actual): void
{
    if ($expected !== $actual) {
        throw new Exception('expected ' . var_export($expected, true) . ', got ' . var_export($actual, true));
    }
}

/** Asks until the job is in the state that only time brings. */
function await(Pheanstalk $queue, $job, string $state): void
{
    $deadline = microtime(true) + 60;
    while ($queue->statsJob($job)['state'] !== $state) {
        if (microtime(true) > $deadline) {
            throw new Exception("job never became $state");
        }
    }
}

function putsAndWorks(Pheanstalk $queue): void
{
    $put = $queue->useTube('php-mail')->put('hello', 10, 0, 60);
    $queue->watch('php-mail')->ignore('default');
    $job = $queue->reserve();
    same($put->getId(), $job->getId());
    same('hello', $job->getData());
    $queue->touch($job);
    $queue->delete($job);
    same(null, $queue->reserveWithTimeout(0));
}

function keepsBinaryBytes(Pheanstalk $queue): void
{
    $bytes = implode('', array_map('chr', range(0, 255))) . "\r\nOK 1\r\n";
    $queue->put($bytes);
    $job = $queue->reserve();
    same($bytes, $job->getData());
    $queue->delete($job);
}

function retriesWithDelay(Pheanstalk $queue): void
{
    $queue->put('fails once');
    $job = $queue->reserve();
    $queue->release($job, 5, 1000);
    same('delayed', $queue->statsJob($job)['state']);
    $queue->kickJob($job);
    $queue->release($queue->reserve(), 5, 1);
    $again = $queue->reserve();
    same($job->getId(), $again->getId());
    same('2', $queue->statsJob($again)['releases']);
    $queue->delete($again);
}

function buriesFirstAndDeletesLast(Pheanstalk $queue): void
{
    // A worker that may die at any point buries the job before it starts.
    $queue->put('at most once');
    $job = $queue->reserve();
    $queue->bury($job, 7);
    same($job->getId(), $queue->peekBuried()->getId());
    $queue->delete($job);
    same(null, $queue->peekBuried());
}

function kicksWhatWasBuried(Pheanstalk $queue): void
{
    foreach (['a', 'b', 'c'] as $body) {
        $queue->put($body);
        $queue->bury($queue->reserve());
    }
    $queue->kickJob($queue->peekBuried());
    same(2, $queue->kick(10));
    foreach (['a', 'b', 'c'] as $body) {
        $job = $queue->reserve();
        same($body, $job->getData());
        $queue->delete($job);
    }
}

function peeks(Pheanstalk $queue): void
{
    $ready = $queue->put('ready');
    $delayed = $queue->put('delayed', 10, 1000);
    same('ready', $queue->peekReady()->getData());
    same('delayed', $queue->peekDelayed()->getData());
    same('delayed', $queue->peek($delayed)->getData());
    $queue->delete($ready);
    $queue->delete($delayed);
}

function readsStats(Pheanstalk $queue): void
{
    $job = $queue->put('counted', 3, 0, 77);
    same('77', $queue->statsJob($job)['ttr']);
    same('1', $queue->statsTube('php-mail')['current-jobs-ready']);
    same(true, $queue->stats()['total-jobs'] > 0);
    same(true, in_array('php-mail', $queue->listTubes(), true));
    same(['php-mail'], array_values($queue->listTubesWatched(true)));
    same('php-mail', $queue->listTubeUsed(true));
    $queue->delete($job);
}

function pausesTube(Pheanstalk $queue): void
{
    $job = $queue->put('waits');
    $queue->pauseTube('php-mail', 1000);
    same(null, $queue->reserveWithTimeout(0));
    $queue->resumeTube('php-mail');
    same($job->getId(), $queue->reserve()->getId());
    $queue->delete($job);
}

function servesSeveralTubes(Pheanstalk $queue): void
{
    $queue->useTube('php-slow')->put('later', 20);
    $queue->useTube('php-fast')->put('first', 10);
    $queue->watch('php-slow')->watch('php-fast');
    foreach (['first', 'later'] as $body) {
        $job = $queue->reserve();
        same($body, $job->getData());
        $queue->delete($job);
    }
    $queue->ignore('php-slow')->ignore('php-fast')->useTube('php-mail');
}

function losesJobWhenTimeIsOver(Pheanstalk $queue): void
{
    $put = $queue->put('slow work', 10, 0, 1);
    $queue->reserve();
    await($queue, $put, 'ready');
    same('1', $queue->statsJob($put)['timeouts']);
    $queue->delete($put);
}

$queue = Pheanstalk::create($argv[1], (int) $argv[2]);
$steps = [
    'puts and works' => 'putsAndWorks',
    'keeps binary bytes' => 'keepsBinaryBytes',
    'retries with a delay' => 'retriesWithDelay',
    'buries first and deletes last' => 'buriesFirstAndDeletesLast',
    'kicks what was buried' => 'kicksWhatWasBuried',
    'peeks' => 'peeks',
    'reads stats' => 'readsStats',
    'pauses a tube' => 'pausesTube',
    'serves several tubes' => 'servesSeveralTubes',
    'loses a job when its time is over' => 'losesJobWhenTimeIsOver',
];
foreach ($steps as $what => $step) {
    $step($queue);
    echo "ok $what\n";
}
