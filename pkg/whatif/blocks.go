package whatif

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// blockSize is how many quotes a worker takes at once.
const blockSize = 4096

// blocks runs a function over all numbers from 0 to before n in blocks, on all
// processors, each with a bound study of its own. What is made of a number must
// not depend on the worker.
func (s *Study) blocks(n int, inputs []*Input, do func(b *Bound, from, to int)) error {
	workers := min(runtime.GOMAXPROCS(0), (n+blockSize-1)/blockSize)
	bounds := make([]*Bound, workers)
	for i := range bounds {
		var err error
		if bounds[i], err = s.Bind(inputs...); err != nil {
			return err
		}
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	for _, b := range bounds {
		wait.Go(func() {
			for {
				from := int(next.Add(1)-1) * blockSize
				if from >= n {
					return
				}
				do(b, from, min(from+blockSize, n))
			}
		})
	}
	wait.Wait()
	return nil
}
