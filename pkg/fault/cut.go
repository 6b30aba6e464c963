package fault

// Cut keeps the first faults, and says with E-MANY at the place of the last one
// where there were more: a file made to be wrong a million times is answered as
// soon as any other.
func (l List) Cut(most int) List {
	if len(l) <= most {
		return l
	}
	last := l[most-1].Place
	return append(l[:most:most], New("E-MANY", Place{File: last.File, Line: last.Line, Column: last.Column}, most))
}
