program area
  real, allocatable :: a(:)
  allocate(a(100))
  a = 2.0
  print *, sum(a)
  deallocate(a)
end program
