# Of `pdftotext -bbox`: words outside the text block (20 to 190 mm across, above 290 mm), and words that lie on one another.
# Lengths in points. Boxes are those of the fonts, a little higher than the characters: lines below one another may touch.
function mm(x) { return x * 72 / 25.4 }
function number(name, s) { s = $0; sub(".*" name "=\"", "", s); sub("\".*", "", s); return s + 0 }
function word(s) { s = $0; sub(/^[^>]*>/, "", s); sub(/<.*/, "", s); return s }
/<page / { page++; n = 0 }
/<word / {
        words++
        x0[n] = number("xMin"); y0[n] = number("yMin"); x1[n] = number("xMax"); y1[n] = number("yMax"); w[n] = word()
        if (x0[n] < mm(20) - 1 || x1[n] > mm(190) + 1 || y0[n] < mm(3) || y1[n] > mm(290))
                print "page " page ": outside: " w[n]
        for (i = 0; i < n; i++) {
                left = x0[i] > x0[n] ? x0[i] : x0[n]; right = x1[i] < x1[n] ? x1[i] : x1[n]
                top = y0[i] > y0[n] ? y0[i] : y0[n]; bottom = y1[i] < y1[n] ? y1[i] : y1[n]
                if (right - left > 1 && bottom - top > 3)
                        print "page " page ": on one another: " w[i] " | " w[n]
        }
        n++
}
END { if (words < 200) print "too few words: " words + 0 }
