package table

import (
	"runtime"
	"sync"
)

// Prepare reads tables on all processors, so that who asks for them next finds
// them read. What is wrong with one, [Set.Table] says.
func (s *Set) Prepare(ids []string) {
	next := make(chan string, len(ids))
	for _, id := range ids {
		next <- id
	}
	close(next)
	var readers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(ids)) {
		readers.Go(func() {
			for id := range next {
				_, _ = s.Table(id)
			}
		})
	}
	readers.Wait()
}
