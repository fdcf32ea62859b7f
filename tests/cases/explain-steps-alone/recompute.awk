# Reads applications as soroe prints them, one a line, and works the amounts out from the numbers each step takes in: its caps,
# rate, unit and limit. What a step says it came to is compared, never used.

function field(step, name,   s) {
        if (!match(step, "\"" name "\":\"?[^,\"}]*"))
                return ""
        s = substr(step, RSTART, RLENGTH)
        sub(/^"[a-z_-]*":"?/, "", s)
        return s
}
function fault(what) { print field($0, "facility") " " field($0, "category") ": " what; faults++ }
function compare(step, mine) { if (field(step, "result") + 0 != mine) fault(field(step, "what") ": " mine) }
function min(a, b) { return a < b ? a : b }

{
        total = 0; cost = 0; amount = 0; class = 0; seen = ""; rest = 0; den = 1
        head = substr($0, 1, index($0, "\"steps\":") - 1)
        body = substr($0, index($0, "\"steps\":["))
        body = substr(body, 1, index(body, "\"findings\":") - 1)
        count = split(body, steps, /\{"what":/)
        for (i = 2; i <= count; i++) {
                step = "\"what\":" steps[i]
                what = field(step, "what")
                inputs = step
                sub(/.*"inputs":\[/, "", inputs)
                sub(/\].*/, "", inputs)
                n = split(inputs, in_, ",")
                seen = seen (what == last ? "" : " " what)
                last = what
                if (what == "lines") {
                        class = 0
                        for (k = 1; k <= n; k++)
                                class += in_[k]
                        total += class
                        mine = class
                } else if (what == "item-cap") {
                        mine = n > 1 ? min(class, in_[2]) : class
                        cost += mine
                } else if (what == "sum") {
                        cost = mine = cost < 0 ? 0 : cost
                } else if (what == "cost-cap") {
                        cost = mine = n > 1 ? min(cost, in_[2]) : cost
                } else if (what == "rate") {
                        den = in_[3]
                        rest = (cost * in_[2]) % den
                        mine = amount = (cost * in_[2] - rest) / den
                } else if (what == "rounding") {
                        unit = in_[4] * den
                        parts = amount * den + rest
                        over = parts % unit
                        parts -= over
                        mode = field(step, "mode")
                        if (over && (mode == "up" || (mode == "half-up" && 2 * over >= unit)))
                                parts += unit
                        mine = amount = parts / den
                } else if (what == "limit") {
                        mine = amount = n > 1 ? min(amount, in_[2]) : amount
                }
                compare(step, mine)
        }
        if (seen !~ /sum cost-cap rate rounding limit$/) fault("steps:" seen)
        if (field(head, "eligible_total") + 0 != total) fault("eligible_total: " total)
        if (field(head, "eligible_cost") + 0 != cost) fault("eligible_cost: " cost)
        if (field(head, "subsidy") + 0 != amount) fault("subsidy: " amount)
        sum += amount
        applications++
}
END { printf "%d applications, %d steps that do not agree, subsidies %d\n", applications, faults, sum }
