-- What wrk sends: a body with the marks @SALT@ and @CODE@ in it, which change with each request.
-- From the environment: BENCH_BODY, the file with the body; BENCH_SALT, with which every salt begins; BENCH_CODES, the
-- codes to go through, with commas; BENCH_PATH, for GET without a body.

local salt, codes, parts, number = os.getenv("BENCH_SALT"), {}, {}, 0

for code in os.getenv("BENCH_CODES"):gmatch("[^,]+") do
  codes[#codes + 1] = code
end

if os.getenv("BENCH_PATH") then
  wrk.method = "GET"
  wrk.path = os.getenv("BENCH_PATH")
else
  wrk.method = "POST"
  wrk.headers["content-type"] = "application/json"
  local file = assert(io.open(os.getenv("BENCH_BODY"), "rb"))
  local body = file:read("*a")
  file:close()
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
end
wrk.headers["accept"] = "application/json"
-- Apollo refuses a GET that a page of another origin could make.
wrk.headers["apollo-require-preflight"] = "true"

local fixed

function request()
  if #parts <= 1 then
    fixed = fixed or wrk.format(nil, nil, nil, parts[1])
    return fixed
  end
  number = number + 1
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
