-- What wrk sends: bodies in turn, with the marks @SALT@ and @CODE@ in them, which change with each request.
-- From the environment: BENCH_BODIES, a file with a body in each line; BENCH_SALT, with which every salt begins; BENCH_CODES, the
-- codes to go through, with commas; BENCH_PATH, for GET without a body.

local salt, codes, bodies, number = os.getenv("BENCH_SALT"), {}, {}, 0

for code in os.getenv("BENCH_CODES"):gmatch("[^,]+") do
  codes[#codes + 1] = code
end

local function split(body)
  local parts = {}
  while true do
    local from, to = body:find("@%u+@")
    if not from then
      break
    end
    parts[#parts + 1] = body:sub(1, from - 1)
    parts[#parts + 1] = body:sub(from, to)
    body = body:sub(to + 1)
  end
  parts[#parts + 1] = body
  return parts
end

if os.getenv("BENCH_PATH") then
  wrk.method = "GET"
  wrk.path = os.getenv("BENCH_PATH")
else
  wrk.method = "POST"
  wrk.headers["content-type"] = "application/json"
  for body in io.lines(os.getenv("BENCH_BODIES")) do
    bodies[#bodies + 1] = split(body)
  end
end
wrk.headers["accept"] = "application/json"
-- Apollo refuses a GET that a page of another origin could make.
wrk.headers["apollo-require-preflight"] = "true"

local fixed

function request()
  number = number + 1
  local parts = bodies[(number - 1) % #bodies + 1] or {}
  if #bodies <= 1 and #parts <= 1 then
    fixed = fixed or wrk.format(nil, nil, nil, parts[1])
    return fixed
  end
  local here, code, filled = string.format("%s%x", salt, number), codes[number % #codes + 1], {}
  for place, part in ipairs(parts) do
    filled[place] = part == "@SALT@" and here or part == "@CODE@" and code or part
  end
  return wrk.format(nil, nil, nil, table.concat(filled))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
