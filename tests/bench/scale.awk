# awk -f tests/bench/scale.awk docs/scale.tsv: the cost of a member (CPU) over the number of members, both axes logarithmic, as SVG.
BEGIN {
        FS = "\t"
        left = 70; right = 620; top = 50; bottom = 350
        x0 = log(50); x1 = log(500000); y0 = log(0.01); y1 = log(20)
        print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 410\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\""
        print " aria-label=\"CPU milliseconds for each member, over the number of members\">"
        print "<rect width=\"720\" height=\"410\" fill=\"#fff\"/>"
        print "<text x=\"70\" y=\"26\" font-size=\"15\">CPU for each member (ms), over the number of members / 会員1件あたりの CPU 時間</text>"
        split("0.01 0.1 1 10", ys, " ")
        for (i = 1; i in ys; i++) {
                printf "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>\n", left, y(ys[i]), right
                printf "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n", left - 8, y(ys[i]) + 4, ys[i]
        }
        colours = "#0b5394 #b45f06 #38761d #990000"
        split(colours, colour, " ")
}
function x(v) { return left + (log(v) - x0) / (x1 - x0) * (right - left) }
function y(v) { return bottom - (log(v) - y0) / (y1 - y0) * (bottom - top) }
function commas(v) { while (match(v, /[0-9][0-9][0-9][0-9]($|,)/)) v = substr(v, 1, RSTART) "," substr(v, RSTART + 1); return v }
NR > 1 {
        if (!($1 in seen)) {
                seen[$1] = 1
                printf "<path d=\"M%.1f %dV%d\" stroke=\"#ddd\"/>\n", x($1), top, bottom
                printf "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x($1), bottom + 20, commas($1)
        }
        if (!($2 in rank)) {
                rank[$2] = ++jobs
                name[jobs] = $2
        }
        j = rank[$2]
        cost = $4 / $3
        if (cost < 0.01) cost = 0.01
        line[j] = line[j] (line[j] ? "L" : "M") sprintf("%.1f %.1f", x($1), y(cost))
        dots[j] = dots[j] sprintf("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>\n", x($1), y(cost), colour[j])
        last_x[j] = x($1); last_y[j] = y(cost); last[j] = cost
}
END {
        # names that would lie upon each other are set apart
        for (i = 1; i <= jobs; i++) {
                at = last_y[i] + 4
                for (again = 1; again;) {
                        again = 0
                        for (k = 1; k < i; k++)
                                if (at - taken[k] < 15 && taken[k] - at < 15) { at = taken[k] + 15; again = 1 }
                }
                taken[i] = at
                printf "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n%s", line[i], colour[i], dots[i]
                printf "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s %.2f ms</text>\n", last_x[i] + 8, at, colour[i], name[i], last[i]
        }
        printf "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">members / 会員数</text>\n</svg>\n", (left + right) / 2, bottom + 44
}
