# What a program with beaneater does, step by step: ruby work.rb HOST PORT
# Prints "ok WHAT" after each step and ends at the first surprise.

require 'beaneater'

def same(expected, actual)
  raise "expected #{expected.inspect}, got #{actual.inspect}" unless expected == actual
end

# Asks until the job is in the state that only time brings.
def await(queue, id, state)
  deadline = Process.clock_gettime(Process::CLOCK_MONOTONIC) + 60
  until queue.jobs.find(id).stats.state == state
    raise "job never became #{state}" if Process.clock_gettime(Process::CLOCK_MONOTONIC) > deadline
  end
end

STEPS = {
  'puts and works' => lambda do |queue, tube|
    put = tube.put('hello', pri: 10, ttr: 60)
    same 'INSERTED', put[:status]
    queue.tubes.watch!('ruby-mail')
    job = queue.tubes.reserve
    same put[:id], job.id
    same 'hello', job.body
    job.touch
    job.delete
    begin
      queue.tubes.reserve(0)
      raise 'there should be no job'
    rescue Beaneater::TimedOutError
      nil
    end
  end,

  'keeps binary bytes' => lambda do |_queue, tube|
    bytes = (0..255).to_a.pack('C*') + "\r\nOK 1\r\n"
    tube.put(bytes)
    job = tube.reserve
    same bytes.b, job.body.b
    job.delete
  end,

  'retries with a delay' => lambda do |queue, tube|
    tube.put('fails once')
    job = queue.tubes.reserve
    job.release(pri: 5, delay: 1000)
    same 'delayed', job.stats.state
    job.kick
    queue.tubes.reserve.release(pri: 5, delay: 1)
    again = queue.tubes.reserve
    same job.id, again.id
    same 2, again.stats.releases
    again.delete
  end,

  # A worker that may die at any point buries the job before it starts.
  'buries first and deletes last' => lambda do |queue, tube|
    tube.put('at most once')
    job = queue.tubes.reserve
    job.bury(pri: 7)
    same job.id, tube.peek(:buried).id
    job.delete
    same nil, tube.peek(:buried)
  end,

  'kicks what was buried' => lambda do |queue, tube|
    %w[a b c].each do |body|
      tube.put(body)
      queue.tubes.reserve.bury
    end
    tube.peek(:buried).kick
    same '2', tube.kick(10)[:id].to_s
    %w[a b c].each do |body|
      job = queue.tubes.reserve
      same body, job.body
      job.delete
    end
  end,

  'peeks' => lambda do |queue, tube|
    ready = tube.put('ready')[:id]
    delayed = tube.put('delayed', delay: 1000)[:id]
    same 'ready', tube.peek(:ready).body
    same 'delayed', tube.peek(:delayed).body
    same 'delayed', queue.jobs.find(delayed).body
    queue.jobs.find(ready).delete
    queue.jobs.find(delayed).delete
  end,

  'reads stats' => lambda do |queue, tube|
    tube.put('counted', pri: 3, ttr: 77)
    same 77, tube.peek(:ready).stats.ttr
    same 1, tube.stats.current_jobs_ready
    same true, queue.stats.total_jobs.positive?
    same true, queue.tubes.all.map(&:name).include?('ruby-mail')
    same ['ruby-mail'], queue.tubes.watched.map(&:name)
    same 'ruby-mail', queue.tubes.used.name
    tube.peek(:ready).delete
  end,

  'pauses a tube' => lambda do |queue, tube|
    tube.put('waits')
    tube.pause(1000)
    begin
      queue.tubes.reserve(0)
      raise 'a paused tube should give no job'
    rescue Beaneater::TimedOutError
      nil
    end
    tube.pause(0)
    queue.tubes.reserve.delete
  end,

  'serves several tubes' => lambda do |queue, _tube|
    queue.tubes['ruby-slow'].put('later', pri: 20)
    queue.tubes['ruby-fast'].put('first', pri: 10)
    queue.tubes.watch('ruby-slow', 'ruby-fast')
    %w[first later].each do |body|
      job = queue.tubes.reserve
      same body, job.body
      job.delete
    end
    queue.tubes.watch!('ruby-mail')
  end,

  'loses a job when its time is over' => lambda do |queue, tube|
    tube.put('slow work', ttr: 1)
    job = queue.tubes.reserve
    await(queue, job.id, 'ready')
    same 1, queue.jobs.find(job.id).stats.timeouts
    queue.jobs.find(job.id).delete
  end
}.freeze

queue = Beaneater.new("#{ARGV[0]}:#{ARGV[1]}")
tube = queue.tubes['ruby-mail']
STEPS.each do |what, step|
  step.call(queue, tube)
  puts "ok #{what}"
  $stdout.flush
end
queue.close
